/**
 * `/desk/data`: where signed-in editors fetch the data, bring them back, see what would change and say yes to it. Works
 * without scripts. Nothing is in an address, and who brought what is written down nowhere.
 */
import { createHash } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { amsterdamDay } from '../../content/amsterdam.ts';
import type { Library } from '../../content/library.ts';
import { type ExchangeFormat, exchangeFormats } from '../../content/referral-sheet/format.ts';
import type { ReadyPlan } from '../../content/referral-sheet/import.ts';
import type { Texts } from '../../core/texts.ts';
import { completenessOn } from '../completeness/on-a-day.ts';
import { deskLanguageOf } from '../language.ts';
import { type Sheets, sheetFiles } from './contract.ts';
import { type HeldPlans, heldPlans } from './held-plans.ts';
import {
  changesPage,
  donePage,
  faultsPage,
  fileField,
  nothingNewPage,
  type RefusedSet,
  startPage,
  type Trouble,
  type UploadPage,
  uploadPath,
} from './pages.ts';
import { mostFormBytes, sentFile } from './sent-file.ts';

export interface UploadOptions {
  /** What is shown at this moment. */
  readonly library: () => Library;
  /** Lets editors pass, and answers everybody else. */
  readonly requireEditor: RequestHandler;
  readonly sheets: Sheets;
  /** Keeps what these files are now, before they are replaced; when it throws, nothing is replaced. */
  readonly keepBefore: (files: Iterable<string>) => void;
  /** The page around it, in a language of the desk. */
  readonly document: (texts: Texts, page: UploadPage) => string;
  /** A newer set that is not shown to visitors, and why. */
  readonly refused: () => RefusedSet | null;
  /** How long it takes at most until visitors see what was changed; null: until the next start. */
  readonly seenWithinMinutes: number | null;
  /** Told of what broke, without anything of what was sent. */
  readonly failed: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

/** A plan that was shown, with what it was made from: it may have to be made again. */
interface Shown {
  readonly plan: ReadyPlan;
  readonly bytes: Uint8Array;
  readonly format: ExchangeFormat;
}

const statusOf: { readonly [T in Trouble]: number } = {
  none: 400,
  'wrong-kind': 415,
  'too-large': 413,
  unreadable: 400,
  gone: 410,
  busy: 503,
  failed: 500,
};

const mostFieldBytes = 4 * 1024;

const wanted = z.object({
  format: z.enum(exchangeFormats),
  municipality: z.union([z.literal(''), z.string().regex(/^GM\d{4}$/)]),
});

function fieldsOf(body: unknown): { readonly [name: string]: string } {
  return Object.fromEntries(new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : ''));
}

/** Whoever it is that is signed in, as a fingerprint: what a plan is held under. */
function editorOf(request: Request): string {
  const signedInBy = [request.get('cookie') ?? '', request.get('authorization') ?? ''].join('\n');
  return createHash('sha256').update(signedInBy).digest('base64');
}

/** What a body was refused for; null: something of ours broke. */
function refusalOf(error: unknown): Trouble | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  if (status === 413) return 'too-large';
  return status >= 400 && status < 500 ? 'unreadable' : null;
}

/** The router, for its own address (`uploadPath`). */
export function uploadRouter(options: UploadOptions): Router {
  const desk = new UploadDesk(options);
  const fields = express.raw({ type: 'application/x-www-form-urlencoded', limit: mostFieldBytes, inflate: false });
  const file = express.raw({ type: 'multipart/form-data', limit: mostFormBytes, inflate: false });
  const router = Router();
  // Nobody else's body is read.
  router.use(options.requireEditor);
  router.get('/', desk.start);
  router.post('/download', fields, desk.download);
  router.post('/look', file, desk.look);
  router.post('/apply', fields, desk.apply);
  // Whoever reloads or opens one of these addresses begins again.
  for (const name of ['download', 'look', 'apply'])
    router.get(`/${name}`, (_request, response) => response.redirect(303, uploadPath));
  router.use(desk.broken);
  return router;
}

class UploadDesk {
  private readonly options: UploadOptions;
  private readonly held: HeldPlans<Shown>;
  /** To read a file takes seconds of the processor, and two must not write at a time. */
  private isBusy = false;

  constructor(options: UploadOptions) {
    this.options = options;
    this.held = heldPlans(options);
  }

  readonly start: RequestHandler = (request, response) => {
    this.sendStart(request, response, null);
  };

  readonly download: RequestHandler = async (request, response) => {
    const read = wanted.safeParse(fieldsOf(request.body));
    if (!read.success) return this.sendTrouble(request, response, 'unreadable');
    const { format, municipality } = read.data;
    const known = this.options.library().content.directory.municipalities.has(municipality);
    if (municipality !== '' && !known) return this.sendTrouble(request, response, 'unreadable');
    const bytes = await this.options.sheets.write(format, municipality === '' ? null : municipality);
    const name = ['wegwijzer', municipality, this.today()].filter((part) => part !== '').join('-');
    response
      .attachment(`${name}.${sheetFiles[format].ending}`)
      .set('Content-Type', sheetFiles[format].type)
      .send(Buffer.from(bytes));
  };

  readonly look: RequestHandler = async (request, response) => {
    if (!Buffer.isBuffer(request.body)) return this.sendTrouble(request, response, 'unreadable');
    const sent = await sentFile(request.body, request.get('content-type') ?? '', fileField);
    if (sent.type !== 'file') return this.sendTrouble(request, response, sent.type);
    await this.alone(request, response, () => this.plan(request, response, sent.bytes, sent.format, false));
  };

  readonly apply: RequestHandler = async (request, response) => {
    await this.alone(request, response, async () => {
      // Taken now: what is not done because somebody else is at it can be said yes to again.
      const shown = this.held.take(editorOf(request), fieldsOf(request.body).key ?? '');
      if (shown === null) return this.sendTrouble(request, response, 'gone');
      const { sheets, keepBefore, seenWithinMinutes } = this.options;
      try {
        keepBefore(shown.plan.files.keys());
        await sheets.apply(shown.plan);
      } catch (error) {
        if (!sheets.isStale(error)) throw error;
        return this.plan(request, response, shown.bytes, shown.format, true);
      }
      this.send(response, donePage(this.textsFor(request), seenWithinMinutes), this.textsFor(request));
    });
  };

  /** Something of ours broke. What was being written was written whole or not at all. */
  readonly broken: ErrorRequestHandler = (error, request, response, _next) => {
    const refusal = refusalOf(error);
    if (refusal === null) this.options.failed(error);
    if (response.headersSent) return void response.end();
    this.sendTrouble(request, response, refusal ?? 'failed');
  };

  private async plan(
    request: Request,
    response: Response,
    bytes: Uint8Array,
    format: ExchangeFormat,
    again: boolean,
  ): Promise<void> {
    const texts = this.textsFor(request);
    const plan = await this.options.sheets.plan(bytes, format, this.today());
    if (plan.type === 'refused') return this.send(response.status(422), faultsPage(texts, plan.faults), texts);
    if (plan.changes.length === 0) return this.send(response, nothingNewPage(texts), texts);
    const key = this.held.hold(editorOf(request), { plan, bytes, format });
    this.send(response, changesPage(texts, plan.changes, key, again), texts);
  }

  private async alone(request: Request, response: Response, work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return this.sendTrouble(request, response, 'busy');
    this.isBusy = true;
    try {
      await work();
    } finally {
      this.isBusy = false;
    }
  }

  private today(): string {
    return amsterdamDay(this.options.now());
  }

  private textsFor(request: Request): Texts {
    return this.options.library().texts(deskLanguageOf(request));
  }

  private send(response: Response, page: UploadPage, texts: Texts): void {
    response.type('html').send(this.options.document(texts, page));
  }

  private sendStart(request: Request, response: Response, trouble: Trouble | null): void {
    const texts = this.textsFor(request);
    const municipalities = completenessOn(this.options.library().content.directory, this.today());
    this.send(response, startPage(texts, { municipalities, refused: this.options.refused(), trouble }), texts);
  }

  private sendTrouble(request: Request, response: Response, trouble: Trouble): void {
    this.sendStart(request, response.status(statusOf[trouble]), trouble);
  }
}
