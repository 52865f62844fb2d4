/**
 * The national services as data. Which of them is for whom is decided by the policy alone: `POST /routes` answers that.
 */
import type { Library } from '../content/library.ts';
import type { Service } from '../core/directory.ts';
import { reachOf } from '../core/phone.ts';
import { vocabulary } from '../core/situation.ts';
import { inLanguages, textUnder } from './in-languages.ts';

function serviceOf(library: Library, service: Service) {
  const { id, kind, name, phone, phoneAbroad, whatsapp, chat, website, hours, chatHours, free, anonymous } = service;
  return {
    id,
    kind,
    name,
    what: inLanguages(library, textUnder(`services:${id}.what`)),
    phone: phone ?? null,
    phoneAbroad: phoneAbroad ?? null,
    whatsapp: whatsapp ?? null,
    chat: chat ?? null,
    website: website ?? null,
    hours: hours ?? null,
    chatHours: chatHours ?? null,
    free: free ?? null,
    anonymous: anonymous ?? null,
    reach: {
      phone: phone === undefined ? [] : reachOf(phone.value),
      chat: chat === undefined ? [] : (service.chatReach ?? vocabulary.caller),
    },
    generic: service.generic,
  };
}

/** Kind by kind, in the order of `services.yaml`. */
export function servicesOf(library: Library) {
  const entries = [...library.content.directory.byKind.values()].flat();
  return entries.map(({ service }) => serviceOf(library, service));
}
