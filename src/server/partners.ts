/**
 * `/partners`: the lines that a partner puts on its site. Nothing here is about anybody's situation.
 */
import express, { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Library } from '../content/library.ts';
import { deskLanguages } from '../content/text-files.ts';
import type { Reply } from '../core/reply.ts';
import { deskLanguageOf } from '../desk/language.ts';
import type { PageDocument } from '../render/document.ts';
import { type EmbedSettings, renderPartners } from '../render/partners.ts';
import type { PublicFiles } from './public-files.ts';

export interface PartnersOptions {
  readonly library: Library;
  readonly publicFiles: PublicFiles;
  readonly contact: string | null;
  readonly publicOrigin: string | null;
  readonly page: (lang: string) => PageDocument;
  readonly numbers: (lang: string) => Pick<Reply, 'numbers'>;
}

const mostBytes = 4 * 1024;

/** What the form sends; what cannot be used is left out, as if nobody had filled it in. */
const chosen = z.object({
  page: z.string().catch(''),
  lang: z.string().catch(''),
  municipality: z
    .string()
    .regex(/^GM\d{4}$/)
    .catch(''),
  exit: z
    .url({ protocol: /^https$/ })
    .startsWith('https://')
    .max(500)
    .catch(''),
});

function readChosen(body: unknown): z.output<typeof chosen> {
  const fields = new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  return chosen.parse(Object.fromEntries(fields));
}

export function partnersPage(options: PartnersOptions): RequestHandler {
  const { library, publicFiles, contact, publicOrigin, numbers } = options;
  const page = (lang: string): PageDocument => {
    const still = options.page(lang);
    return { ...still, languages: still.languages.filter(({ code }) => deskLanguages.includes(code)) };
  };
  const municipalities = [...library.content.directory.municipalities.values()]
    .map(({ code, name }) => ({ code, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'));
  const offers = (lang: string): boolean => library.languages.some(({ code }) => code === lang);
  const render = (request: Request, lang: string, settings: EmbedSettings): string => {
    const origin = publicOrigin ?? `${request.protocol}://${request.get('host') ?? ''}`;
    const words = library.texts(settings.lang);
    const shown = {
      origin,
      label: words.say('ui:embed.open'),
      frameTitle: words.say('ui:embed.title'),
      loader: publicFiles.loader,
      settings,
      languages: library.languages,
      municipalities,
      contact,
    };
    return renderPartners(shown, numbers(lang), page(lang));
  };

  const router = Router();
  router.get('/partners', (request, response) => {
    const lang = deskLanguageOf(request);
    response.type('html').send(render(request, lang, { lang, municipality: '', exitUrl: '' }));
  });
  const form = express.raw({ type: 'application/x-www-form-urlencoded', limit: mostBytes, inflate: false });
  router.post('/partners', form, (request, response) => {
    const { page: asked, lang, municipality, exit } = readChosen(request.body);
    const pageLang = deskLanguages.includes(asked) ? asked : deskLanguageOf(request);
    const settings = { lang: offers(lang) ? lang : pageLang, municipality, exitUrl: exit };
    response.type('html').send(render(request, pageLang, settings));
  });
  return router;
}
