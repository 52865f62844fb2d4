/**
 * The shapes of what the API answers, as the document of the API shows them. Objects are open: a later version may add
 * properties, so whoever reads them must not stumble over one that is new.
 */
import { z } from 'zod';
import { factNames, routeKinds, vocabulary } from '../core/situation.ts';

const seenParts = {
  source: z.string().describe('Where it was read: a title or an address that a person can look up.'),
  seenOn: z
    .string()
    .nullable()
    .describe('The date of that source, as precise as it is: 2026, 2026-03 or 2026-03-21. Null: it bears none.'),
  checkedOn: z.string().nullable().describe('The day a person called or visited. Null: nobody has yet.'),
};

function seen<T extends z.ZodType>(value: T, description: string) {
  return z.object({ value, ...seenParts }).describe(description);
}

const text = seen(z.string(), 'A value with how far it goes back.');
const yes = seen(z.boolean(), 'Whether it is so, with how far that goes back.');
/** By code of a language; a language without the text is left out. */
const inLanguages = z
  .record(z.string(), z.string())
  .describe('The text by code of a language. A language that has no such text is left out.');

const period = z.object({
  days: z.array(z.int().min(1).max(7)).describe('Weekdays: 1 is Monday, 7 is Sunday.'),
  from: z.int().min(0).max(1440).describe('Minutes from midnight, on a clock in Amsterdam.'),
  to: z.int().min(0).max(1440).describe('Minutes from midnight.'),
});
const hours = z
  .union([
    z.literal('always'),
    z.object({
      periods: z.array(period),
      holidays: z.enum(['open', 'closed', 'unknown']).describe('What is known of public holidays.'),
    }),
  ])
  .describe('Opening hours: `always` is day and night, holidays included.');

const callers = z.array(z.enum(vocabulary.caller));
const municipalityCode = z.string().regex(/^GM\d{4}$/);

const localContacts = z
  .object({
    name: text.nullable(),
    phone: text.nullable().describe('As it is dialled in the Netherlands.'),
    phoneAbroad: text.nullable().describe('As it is dialled from other countries.'),
    whatsapp: text.nullable(),
    chat: text.nullable(),
    website: text.nullable(),
  })
  .describe('Ways to reach somebody. Null: none is known that may be shown.');

const municipality = z
  .object({
    code: municipalityCode.describe('The code of Statistics Netherlands (CBS).'),
    name: z.string(),
    province: z.string(),
    validFrom: z.string().describe('The first day for which this code is known here.'),
    validTo: z.string().nullable().describe('The last day on which the code is in use.'),
    successor: municipalityCode.nullable().describe('The code that takes over after that day.'),
    contacts: localContacts,
    wijkteam: localContacts,
    veiligThuis: localContacts
      .extend({ region: z.string() })
      .describe(
        'The region of Veilig Thuis. In the Netherlands 0800-2000 leads there too, by the place that is named.',
      ),
  })
  .describe('A municipality with its public contacts.');

const service = z
  .object({
    id: z.string(),
    kind: z.enum(routeKinds),
    name: text,
    what: inLanguages.describe('What they do and for whom, by language.'),
    phone: text.nullable(),
    phoneAbroad: text.nullable(),
    whatsapp: text.nullable(),
    chat: text.nullable(),
    website: text.nullable(),
    hours: seen(hours, 'When somebody answers.')
      .nullable()
      .describe('Null: nobody wrote it down. That is not “closed”.'),
    chatHours: seen(hours, 'The usual hours of the chat.')
      .nullable()
      .describe('Where they differ from those of the service.'),
    free: yes.nullable(),
    anonymous: yes.nullable(),
    reach: z
      .object({ phone: callers, chat: callers })
      .describe('From where `phone` can be dialled as it is written, and the chat be used.'),
    generic: z.boolean().describe('No contact is known for all of the country; `what` says how to find one.'),
  })
  .describe('A national service.');

const factValue = z
  .object({
    value: z.string(),
    labels: inLanguages.describe('As somebody says it who asks for herself.'),
    labelsOfOthers: inLanguages.describe('As somebody says it who asks for another.'),
  })
  .describe('A value with what it is called.');
const facts = z.object({
  fact: z.enum([...factNames, 'circumstance']),
  several: z.boolean().describe('Whether several values may hold at once.'),
  ask: inLanguages.describe('The question to which the labels are answers; empty where it is not asked.'),
  askOfOthers: inLanguages,
  values: z.array(factValue),
});

const contactParts = {
  kind: z.enum(routeKinds),
  service: z.string().describe('The id of the service or organisation.'),
  name: z.string(),
  phone: z.string().nullable().describe('In the form that this caller can dial. Null: no number works from there.'),
  whatsapp: z.string().nullable(),
  chat: z.string().nullable(),
  website: z.string().nullable(),
  open: z.enum(['open', 'closed', 'unknown']),
  always: z.boolean().describe('Day and night, holidays included.'),
  opensAt: z.string().nullable().describe('The next opening on a clock in Amsterdam, where that is sure.'),
  chatHours: hours.nullable(),
  free: z.boolean().describe('Free for this caller.'),
  anonymous: z.boolean(),
  area: z.string().nullable().describe('The region or municipality it is for. Null: the whole country.'),
  generic: z.boolean().describe('No contact is known; a text says how to find one.'),
  menu: z.boolean().describe('A voice menu answers first, and what it asks is known.'),
  say: z.boolean().describe('There is a Dutch sentence to say on the phone.'),
  ...seenParts,
};
const contact = z.object(contactParts).describe('A contact as this caller can use it.');

const route = z
  .object({
    ...contactParts,
    because: z.string().describe('Why it stands here, as a sentence in the language asked for.'),
    rule: z.string().describe('The rule of the policy that put it here.'),
    standIn: contact.nullable().describe('Who answers day and night while this one is not known to be open.'),
    also: z.array(contact).describe('Others of the same kind, best first.'),
  })
  .describe('One way to people.');

const link = z
  .object({
    type: z.enum(['phone', 'whatsapp', 'chat', 'website']),
    label: z.string().describe('What is read.'),
    text: z.string(),
    href: z.string().describe('A `tel:` or `https:` address.'),
    trace: z.string().describe('What this way leaves behind on the device. Show it beside the link.'),
  })
  .describe('A way to reach somebody, ready to show.');
const links = z.array(link);

const card = z
  .object({
    kind: z.enum(routeKinds),
    service: z.string(),
    name: z.string(),
    because: z.string(),
    what: z.string().describe('What they do and for whom. May be empty.'),
    more: z.string().describe('The words on the fold under which `what` may stand.'),
    facts: z.array(z.string()).describe('Short facts: open or when, region, cost.'),
    links,
    say: z
      .object({
        title: z.string(),
        dutch: z.string(),
        sound: z.string().nullable().describe('How it sounds, in the script of the reader.'),
        meaning: z.string().nullable(),
      })
      .nullable()
      .describe('The Dutch sentence to say on the phone.'),
    menu: z.string().nullable().describe('What the voice menu asks.'),
    standIn: z.object({ text: z.string(), links }).nullable(),
    also: z.array(z.object({ name: z.string(), text: z.string(), links })),
    provenance: z.string().describe('How old this is and whether a person has checked it.'),
  })
  .describe('One way to people in whole sentences.');

const language = z
  .object({
    code: z.string(),
    name: z.string().describe('Its own name for itself.'),
    dir: z.enum(['ltr', 'rtl']),
    reviewed: z.boolean().describe('A native speaker has read all of its texts.'),
  })
  .describe('A language of the talk.');

const problem = z.object({
  type: z.string().describe('Always `about:blank`: the status says which kind of problem it is.'),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string().describe('What is wrong and what to do. It never repeats what was sent.'),
  errors: z
    .array(z.object({ pointer: z.string().describe('A JSON pointer into what was sent.'), detail: z.string() }))
    .optional()
    .describe('Each thing in the body that cannot be used.'),
});

/** Every shape by its name in the document. */
export const answerSchemas = {
  Index: z
    .object({
      name: z.string(),
      version: z.string(),
      description: z.string(),
      openapi: z.string().describe('The address of the document of this API.'),
      operations: z.array(z.object({ method: z.enum(['GET', 'POST']), path: z.string(), summary: z.string() })),
    })
    .describe('What there is to ask for.'),
  Seen: text,
  SeenYes: yes,
  Contacts: localContacts,
  Municipality: municipality,
  Municipalities: z.object({ municipalities: z.array(municipality) }).describe('All municipalities.'),
  Service: service,
  Services: z.object({ services: z.array(service) }).describe('All national services that anybody may know of.'),
  Themes: z
    .object({
      languages: z.array(language),
      themes: z.array(factValue).describe('What it can be about.'),
      facts: z.array(facts).describe('Every fact that a situation is described in, with its values.'),
    })
    .describe('The words in which a situation is described.'),
  Places: z
    .object({
      matches: z
        .array(
          z.object({
            municipality: municipalityCode,
            name: z.string(),
            match: z.string().describe('The name or postcode that matched, as the data spells it.'),
            score: z.number().describe('1: this and nothing else was typed. Lower: one reading of several.'),
          }),
        )
        .describe('Best first, at most eight. Empty: no place in the Netherlands.'),
    })
    .describe('The municipalities that a typed place may mean.'),
  Contact: contact,
  Route: route,
  Link: link,
  Card: card,
  Language: language,
  FactValue: factValue,
  Routes: z
    .object({
      at: z.string().describe('The moment for which it was looked up, on a clock in Amsterdam.'),
      language: language,
      municipality: z
        .object({ code: municipalityCode, name: z.string() })
        .nullable()
        .describe('The one that was used. Null: none was said.'),
      numbers: z
        .array(z.object({ label: z.string(), number: z.string(), href: z.string() }))
        .describe('The three numbers to show on every screen, whatever else is on it.'),
      routes: z.array(route).describe('In the order in which to show them.'),
      cards: z
        .object({ title: z.string(), routes: z.array(card) })
        .nullable()
        .describe('The same in whole sentences, in the same order, where `cards` was asked for.'),
    })
    .describe('The ways to people in this situation.'),
  OpenApi: z.object({ openapi: z.string() }).describe('A document in the form of OpenAPI 3.1.'),
  Problem: problem.describe('What went wrong (RFC 9457).'),
} as const;
