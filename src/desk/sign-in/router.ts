/**
 * `/desk/sign-in`: the page that a personal link opens. The same for everybody.
 */
import { Router } from 'express';
import { deskLanguages } from '../../content/text-files.ts';
import { deskLanguageOf } from '../language.ts';
import { renderSignIn, type SignInPage } from './page.ts';

export const signInPath = '/desk/sign-in';

/** The router, for the root. `page`: what stands around it in a language of the desk. */
export function signInRouter(page: (lang: string) => SignInPage): Router {
  // Made now, so that a text that is missing stops the start.
  const pages = new Map(deskLanguages.map((lang) => [lang, renderSignIn(page(lang))]));
  const router = Router();
  router.get(signInPath, (request, response) => {
    response.type('html').send(pages.get(deskLanguageOf(request)));
  });
  return router;
}
