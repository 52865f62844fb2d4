/**
 * From a screen in codes to a `Reply` in sentences.
 */
import type { Answer } from './answers.ts';
import { type CompiledCondition, evaluate, factIndex, valueBit } from './condition.ts';
import type { View } from './converse.ts';
import { visitMenu } from './converse.ts';
import type { CompiledDialogs, CompiledOption, Given, Guidance, Question, Screen } from './dialog.ts';
import { spokenVoice } from './dialog.ts';
import { type Contact, type Directory, type Found, find, municipalityOn } from './directory.ts';
import type { OpeningPeriod, WallTime } from './hours.ts';
import { weekday } from './hours.ts';
import { encodeInput } from './input.ts';
import { type CompiledFacts, knowledgeOf } from './knowledge.ts';
import { telephoneLink, whatsappLink } from './phone.ts';
import { type Route, routesFor } from './policy.ts';
import type {
  AnsweredLine,
  Beside,
  CardLink,
  NoticePart,
  NumberLine,
  Option,
  Part,
  Reply,
  RouteCard,
  RoutesPart,
  SentenceToSay,
  TypingLine,
} from './reply.ts';
import { type Situation, type Voice, vocabulary, voiceOf } from './situation.ts';
import { sourceLanguage, type Texts, voiced } from './texts.ts';
import { themeOf } from './understand/understood.ts';

/** Everything a reply is made from besides the answers: content and directory, the same for everyone. */
export interface Content {
  readonly dialogs: CompiledDialogs;
  readonly directory: Directory;
  /** Questions people ask, in menu order. */
  readonly visits: readonly Visit[];
}

/** A question people ask, with what its answer rests on. */
export interface Visit {
  readonly id: string;
  readonly when: CompiledCondition;
  readonly sources: readonly { readonly title: string; readonly seenOn: string | null }[];
}

/** A route as it stands for this situation, ready for cards and for `routes`. */
export interface FoundRoute {
  readonly route: Route;
  readonly contact: Found;
}

/** The routes of a screen with their contacts; those that this caller cannot reach are dropped. */
export function findRoutes(
  directory: Directory,
  screen: Pick<Screen, 'routes' | 'situation'>,
  at: WallTime,
): readonly FoundRoute[] {
  return (screen.routes ?? []).flatMap((route) => {
    const contact = find(directory, route.kind, screen.situation, at);
    return contact === null ? [] : [{ route, contact }];
  });
}

/** The reply to a screen. Renderers show it and decide nothing. */
export function compose(content: Content, texts: Texts, screen: Screen, view: View, at: WallTime): Reply {
  const voice = voiceOf(screen.situation.who);
  const visiting = view.type === 'visit';
  return {
    lang: texts.lang,
    dir: texts.dir,
    parts: visiting
      ? visitParts(content, texts, screen, view.to, voice)
      : talkParts(content, texts, screen, view, voice, at),
    options: visiting
      ? visitOptions(content, texts, screen, view.to, voice)
      : talkOptions(content, texts, screen, view, voice, at),
    back:
      screen.answers === 0
        ? null
        : {
            input: encodeInput({ type: 'back', keep: screen.answers - 1 }),
            label: texts.say('ui:back'),
            group: 'restart',
          },
    numbers: numbersOn(texts),
    answered: screen.given.flatMap((given) => answeredLine(content, texts, given, voice, at)),
    typing: visiting || screen.emergency ? null : typingLine(texts, screen),
    emergency: screen.emergency,
  };
}

/** The three numbers that are on every screen (design, promise 2). */
export const screenNumbers = { emergency: '112', 'veilig-thuis': '0800-2000', abroad: '+31 247 247 247' } as const;

/** The same with what each is for. */
export function numbersOn(texts: Texts): readonly NumberLine[] {
  return Object.entries(screenNumbers).map(([key, number]) => ({
    label: texts.say(`ui:numbers.${key}`),
    number,
    href: telephoneLink(number),
  }));
}

// --- What is said ---------------------------------------------------------------------------------------------------

function talkParts(
  content: Content,
  texts: Texts,
  screen: Screen,
  view: View,
  voice: Voice,
  at: WallTime,
): readonly Part[] {
  const parts: Part[] = [];
  if (view.type === 'not-understood')
    parts.push(
      notice('care', [texts.say('ui:not-understood'), ...(view.again ? [texts.say('ui:not-understood-again')] : [])]),
    );
  if (view.type === 'place-not-found') parts.push(notice('plain', [texts.say('ui:place-not-found')]));
  if (screen.answers === 0 && view.type === 'talk') {
    parts.push({ type: 'text', role: 'say', paragraphs: [texts.say('questions:opening')] });
  }
  const urgentFirst = screen.tells.filter(({ tone }) => tone === 'danger' || tone === 'care');
  parts.push(...urgentFirst.flatMap((tell) => guidancePart(texts, tell, voice)));
  if (view.type === 'proposal') return [...parts, ...proposalParts(content, texts, view, voice, at)];
  if (screen.routes !== null) parts.push(...routeParts(content, texts, screen, voice, at));
  const later = screen.tells.filter(
    (tell) => !urgentFirst.includes(tell) && (isLast(screen) || (tell.tone === 'warn' && screen.routesAreNew)),
  );
  parts.push(...later.flatMap((tell) => guidancePart(texts, tell, voice)));
  parts.push(...questionParts(texts, screen, view, voice));
  if (view.type === 'alarmed')
    parts.push({ type: 'text', role: 'say', paragraphs: [texts.say('ui:understood.alarmed')] });
  if (isLast(screen) && !screen.emergency)
    parts.push({ type: 'text', role: 'say', paragraphs: [texts.say('ui:closing')] });
  return parts;
}

/**
 * While something is still asked, a screen stays short enough to read in one look: the first way to somebody and what
 * is better not done, the latter once. The whole list and the rest of the guidance come with the last screen.
 */
function isLast({ question }: Screen): boolean {
  return question === null;
}

/** A notice; `title` may be left out. */
export function notice(tone: NoticePart['tone'], paragraphs: readonly string[], title?: string): NoticePart {
  return { type: 'notice', tone, paragraphs, ...(title === undefined ? {} : { title }) };
}

function questionParts(texts: Texts, screen: Screen, view: View, voice: Voice): readonly Part[] {
  if (screen.question === null) return [];
  const say: Part[] =
    screen.routes === null ? [] : [{ type: 'text', role: 'say', paragraphs: [texts.say('ui:routes.so-far')] }];
  const ask = view.type === 'places' ? texts.say('ui:place-which') : questionText(texts, screen.question, voice);
  return [...say, { type: 'text', role: 'question', paragraphs: [ask] }];
}

function questionText(texts: Texts, question: Question, voice: Voice): string {
  return texts.say(voiced(`questions:${question.id}.ask`, spokenVoice(question.voices, voice) ?? 'self'));
}

function optionText(texts: Texts, question: Question, option: string, voice: Voice): string {
  const spoken = question.sameLabels ? 'self' : (spokenVoice(question.voices, voice) ?? 'self');
  return texts.say(voiced(`questions:${question.id}.options.${option}`, spoken));
}

function offerText(texts: Texts, id: string, voice: Voice): string {
  // Key persons and professionals speak of somebody else, as a bystander does.
  const spoken = voice === 'self' || voice === 'parent' ? voice : 'bystander';
  return texts.say(voiced(`questions:offers.${id}`, spoken));
}

/** A guidance block in the voice of this reader. Its title may be shared; its words never are. */
function guidancePart(texts: Texts, { id, tone, voices }: Guidance, voice: Voice): readonly Part[] {
  const spoken = spokenVoice(voices, voice);
  if (spoken === null) return [];
  const key = `guidance:${id}`;
  const title = titleOf(texts, key, spoken);
  const { paragraphs, items } = wordsOf(texts, key, spoken);
  if (tone === 'danger' || tone === 'care') {
    const beside = besideOf(texts, key, spoken);
    return [{ ...notice(tone, [...paragraphs, ...items], title), ...(beside === null ? {} : { beside }) }];
  }
  return [{ type: 'list', tone: tone === 'warn' ? 'warn' : 'plain', title, paragraphs, items }];
}

function wordsOf(
  texts: Texts,
  key: string,
  voice: Voice,
): { readonly [part in 'paragraphs' | 'items']: readonly string[] } {
  const textKey = voiced(`${key}.text`, voice);
  return {
    paragraphs: texts.has(textKey) ? [texts.say(textKey)] : [],
    items: texts.lines(voiced(`${key}.steps`, voice)),
  };
}

/** Danger never hangs on a sentence that nobody is sure of: the Dutch of it stands there too. */
function besideOf(texts: Texts, key: string, voice: Voice): Beside | null {
  const { beside } = texts;
  if (beside === null) return null;
  const { paragraphs, items } = wordsOf(beside, key, voice);
  const { lang, dir } = beside;
  const title = titleOf(beside, key, voice);
  return { label: texts.say('ui:in-dutch'), lang, dir, title, paragraphs: [...paragraphs, ...items] };
}

function titleOf(texts: Texts, key: string, voice: Voice): string {
  const own = voiced(`${key}.title`, voice);
  return texts.say(texts.has(own) ? own : `${key}.title`);
}

// --- Visits: something to read, then back to the same screen -----------------------------------------------------------

function visitParts({ visits }: Content, texts: Texts, screen: Screen, to: string, voice: Voice): readonly Part[] {
  if (to === visitMenu) return [{ type: 'text', role: 'question', paragraphs: [texts.say('ui:visits')] }];
  const topic = screen.topics.find(({ id }) => id === to);
  if (topic !== undefined) return guidancePart(texts, topic, voice);
  const question = visitText(texts, `visits:${to}.question`, voice);
  const answer = visitKey(texts, `visits:${to}.answer`, voice);
  const sources = visits.find(({ id }) => id === to)?.sources ?? [];
  const paragraphs = [...texts.lines(answer), ...(sources.length === 0 ? [] : [sourcesText(texts, sources)])];
  return [{ type: 'list', tone: 'plain', title: question, paragraphs, items: [] }];
}

/** Each title once, with its date where it bears one. */
function sourcesText(texts: Texts, sources: Visit['sources']): string {
  const names = sources.map(({ title, seenOn }) => (seenOn === null ? title : `${title} (${seenOn})`));
  return texts.say('ui:visit-source', { sources: [...new Set(names)].join(', ') });
}

/** The text for this voice where the answer has one of its own, otherwise the one written for every reader. */
function visitKey(texts: Texts, key: string, voice: Voice): string {
  const own = voiced(key, voice);
  return texts.has(own) ? own : key;
}

function visitText(texts: Texts, key: string, voice: Voice): string {
  return texts.say(visitKey(texts, key, voice));
}

function visitOptions(content: Content, texts: Texts, screen: Screen, to: string, voice: Voice): readonly Option[] {
  const asked = content.visits.filter(({ when }) => evaluate(when, screen.known) === 'yes');
  const menu =
    to === visitMenu ? asked.map(({ id }) => visitOption(visitText(texts, `visits:${id}.question`, voice), id)) : [];
  const back: Option = {
    // Keeping every answer returns to the screen one came from.
    input: encodeInput({ type: 'back', keep: screen.answers }),
    label: texts.say('ui:visit-return'),
    group: 'skip',
  };
  return [...menu, back];
}

function visitOption(label: string, to: string): Option {
  return { input: encodeInput({ type: 'visit', to }), label, group: 'topic' };
}

// --- What a typed line may be about: to be confirmed by a tap ---------------------------------------------------------

type Proposal = Extract<View, { readonly type: 'proposal' }>;

/** Danger first, then what else was understood, then the question that a tap answers. */
function proposalParts(
  { directory, dialogs }: Content,
  texts: Texts,
  { ask, choices }: Proposal,
  voice: Voice,
  at: WallTime,
): readonly Part[] {
  // Every choice carries the same facts besides its topic.
  const said = (choices[0]?.facts ?? []).flatMap(({ fact, value }) => {
    if (fact === 'theme') return [];
    if (fact === 'municipality') return [municipalityOn(directory, value, at)?.name ?? ''];
    return [statedText(dialogs, texts, fact, value, voice)];
  });
  const items = said.filter((one) => one !== '');
  return [
    ...(ask ? [notice('care', [texts.say('ui:understood.danger-first')])] : []),
    ...(items.length === 0
      ? []
      : [{ type: 'list', tone: 'plain', title: texts.say('ui:understood.said'), paragraphs: [], items } as const]),
    { type: 'text', role: 'question', paragraphs: [texts.say('ui:understood.which')] },
  ];
}

/** A fact in the words of the option that says it. */
function statedText({ start }: CompiledDialogs, texts: Texts, fact: string, value: string, voice: Voice): string {
  const step = start.named.get(fact);
  if (step?.type === 'ask') return optionText(texts, step, value, voice);
  return texts.say(`questions:${fact}.options.${value}`);
}

/** Whom the texts speak to once this choice is confirmed. */
function voiceAfter(facts: readonly Answer[], voice: Voice): Voice {
  const who = vocabulary.who.find((one) => facts.some(({ fact, value }) => fact === 'who' && value === one));
  return who === undefined ? voice : voiceOf(who);
}

function proposalOptions(
  content: Content,
  texts: Texts,
  screen: Screen,
  proposal: Proposal,
  voice: Voice,
): readonly Option[] {
  const { ask, selfHarm, choices, question } = proposal;
  const facts = (answers: readonly Answer[]): string => encodeInput({ type: 'facts', answers });
  const danger = (fact: string, value: string, offer: string): Option => ({
    input: facts([{ fact, value }]),
    label: offerText(texts, offer, voice),
    group: ask ? 'first' : 'alarm',
  });
  const visit = content.visits.find(({ id }) => id === question);
  // It can be said on every screen, and stands first where it is asked.
  const dangers = [
    danger('urgency', 'emergency', 'danger'),
    ...(selfHarm ? [danger('selfHarm', 'true', 'dark-thoughts')] : []),
  ];
  const isOpen = visit !== undefined && evaluate(visit.when, screen.known) === 'yes';
  return [
    ...(ask ? dangers : []),
    ...(isOpen ? [visitOption(visitText(texts, `visits:${visit.id}.question`, voice), visit.id)] : []),
    ...choices.map(({ topic, facts: confirmed }): Option => {
      const theme = themeOf(topic);
      const after = voiceAfter(confirmed, voice);
      const label =
        theme === null
          ? texts.say(`ui:understood.${topic}`)
          : statedText(content.dialogs, texts, 'theme', theme, after);
      return { input: facts(confirmed), label, group: 'answer' };
    }),
    {
      input: encodeInput({ type: 'back', keep: screen.answers }),
      label: texts.say('ui:understood.else'),
      group: 'skip',
    },
    ...(ask ? [] : dangers),
  ];
}

// --- What can be answered ---------------------------------------------------------------------------------------------

function talkOptions(
  content: Content,
  texts: Texts,
  screen: Screen,
  view: View,
  voice: Voice,
  at: WallTime,
): readonly Option[] {
  if (view.type === 'proposal') return proposalOptions(content, texts, screen, view, voice);
  const { question } = screen;
  const answers = question === null ? [] : answerOptions(texts, screen, question, voice);
  const places = question === null ? [] : placeOptions(content, texts, question, placesOf(question, view), at);
  const offers = screen.offers.map(
    ({ id, sets }): Option => ({
      input: encodeInput({ type: 'facts', answers: [{ fact: id, value: 'yes' }] }),
      label: offerText(texts, id, voice),
      group: isAlarm(sets) ? 'alarm' : 'door',
    }),
  );
  const topics = (isLast(screen) ? screen.topics : []).map((topic) => {
    const spoken = spokenVoice(topic.voices, voice) ?? 'self';
    return visitOption(titleOf(texts, `guidance:${topic.id}`, spoken), topic.id);
  });
  const restart: readonly Option[] =
    screen.answers === 0
      ? []
      : [{ input: encodeInput({ type: 'back', keep: 0 }), label: texts.say('ui:restart'), group: 'restart' }];
  const menu = screen.emergency ? [] : [visitOption(texts.say('ui:visits-open'), visitMenu)];
  return [...wayOn(texts, view), ...places, ...answers, ...offers, ...topics, ...menu, ...restart];
}

/** What was typed sounded like danger and was none: one tap takes it back, and the talk goes on where it was. */
function wayOn(texts: Texts, view: View): readonly Option[] {
  if (view.type !== 'alarmed') return [];
  const input = encodeInput({ type: 'back', keep: view.keep });
  return [{ input, label: texts.say('ui:understood.no-danger'), group: 'skip' }];
}

/** The offer that turns the screen into an emergency one. */
function isAlarm({ values }: CompiledFacts): boolean {
  return values[factIndex('urgency')] === valueBit('urgency', 'emergency');
}

function answerOptions(texts: Texts, screen: Screen, question: Question, voice: Voice): readonly Option[] {
  return screen.options.map(({ id }: CompiledOption): Option => {
    const answer = { fact: question.id, value: id };
    return {
      input: encodeInput({ type: 'choose', answer }),
      label: optionText(texts, question, id, voice),
      group: id === 'unknown' ? 'skip' : 'answer',
    };
  });
}

/** A place to choose from; `match` is what was typed, where something was. */
interface OfferedPlace {
  readonly municipality: string;
  readonly match?: string;
}

function placesOf(question: Question, view: View): readonly OfferedPlace[] {
  if (view.type === 'places') return view.found;
  const nearby = view.type === 'talk' && question.about === 'municipality' ? view.nearby : undefined;
  return nearby === undefined ? [] : [{ municipality: nearby }];
}

function placeOptions(
  { directory }: Content,
  texts: Texts,
  question: Question,
  found: readonly OfferedPlace[],
  at: WallTime,
): readonly Option[] {
  return found.flatMap(({ municipality: code, match }) => {
    const municipality = municipalityOn(directory, code, at);
    if (municipality === null) return [];
    const answer = { fact: question.id, value: municipality.code };
    return [
      {
        input: encodeInput({ type: 'choose', answer }),
        label:
          match === undefined
            ? municipality.name
            : texts.say('ui:place-option', { place: match, municipality: municipality.name }),
        group: 'answer' as const,
      },
    ];
  });
}

function typingLine(texts: Texts, { question }: Screen): TypingLine {
  const place = question?.about === 'municipality';
  return {
    label: texts.say(place ? 'ui:typing.place-label' : 'ui:typing.label'),
    hint: texts.say(place ? 'ui:typing.place-hint' : 'ui:typing.hint'),
  };
}

function answeredLine(
  { directory }: Content,
  texts: Texts,
  { answer, index, step }: Given,
  voice: Voice,
  at: WallTime,
): readonly AnsweredLine[] {
  const change: Option = {
    input: encodeInput({ type: 'back', keep: index }),
    label: texts.say('ui:change'),
    group: 'restart',
  };
  if (step?.type === 'offer')
    return [{ question: texts.say('ui:offers'), answer: offerText(texts, step.id, voice), change }];
  // A fact that came from elsewhere than a question (a setting of the page) is not an answer she gave.
  if (step === null) return [];
  const isOption = step.options.some(({ id }) => id === answer.value);
  const given = isOption
    ? optionText(texts, step, answer.value, voice)
    : municipalityOn(directory, answer.value, at)?.name;
  return given === undefined ? [] : [{ question: questionText(texts, step, voice), answer: given, change }];
}

// --- Routes -----------------------------------------------------------------------------------------------------------

function routeParts(content: Content, texts: Texts, screen: Screen, voice: Voice, at: WallTime): readonly Part[] {
  const found = findRoutes(content.directory, screen, at);
  return [routesPart(texts, found, voice, screen.emergency, isLast(screen) ? found.length : 1)];
}

function routesPart(
  texts: Texts,
  found: readonly FoundRoute[],
  voice: Voice,
  emergency: boolean,
  most: number,
): RoutesPart {
  const shown = new Set(found.map(({ contact }) => contact.service));
  const title = emergency ? texts.say('ui:routes.emergency-title') : texts.say(voiced('ui:routes.title', voice));
  const cards = found.slice(0, most).map((one) => routeCard(texts, one, shown, voice, emergency));
  return { type: 'routes', title, routes: cards };
}

/** All routes of a situation as cards, without a talk: for whoever looks a route up. The same policy, directory and words. */
export function composeRoutes(
  { dialogs, directory }: Content,
  texts: Texts,
  situation: Situation,
  at: WallTime,
): RoutesPart {
  const routes = routesFor(dialogs.policy, knowledgeOf(situation));
  const found = findRoutes(directory, { routes, situation }, at);
  return routesPart(texts, found, voiceOf(situation.who), situation.urgency === 'emergency', found.length);
}

function routeCard(
  texts: Texts,
  { route, contact }: FoundRoute,
  shown: ReadonlySet<string>,
  voice: Voice,
  emergency: boolean,
): RouteCard {
  const { standIn, also, ...own } = contact;
  return {
    kind: route.kind,
    service: own.service,
    name: own.name,
    because: texts.say(`reasons:${route.because}`),
    what: texts.has(`services:${own.service}.what`) ? texts.say(`services:${own.service}.what`) : '',
    facts: cardFacts(texts, own),
    links: linksOf(texts, own, voice),
    say: own.say ? sentenceToSay(texts, own.service, voice, emergency) : null,
    menu: own.menu ? texts.say(`services:${own.service}.menu`) : null,
    // Whoever stands in is named once: not again when already on the screen.
    standIn:
      standIn === null || shown.has(standIn.service)
        ? null
        : { text: texts.say('ui:stand-in', { name: standIn.name }), links: linksOf(texts, standIn, voice) },
    also: also.slice(0, mostAlso).map((other) => ({
      name: other.name,
      text: texts.has(`services:${other.service}.what`) ? texts.say(`services:${other.service}.what`) : '',
      links: linksOf(texts, other, voice),
    })),
    more: texts.say('ui:more-about', { name: own.name }),
    provenance: own.generic ? '' : provenanceOf(texts, own),
    contact: own,
  };
}

/** More names than this are no choice any more. */
const mostAlso = 8;

function cardFacts(texts: Texts, contact: Contact): readonly string[] {
  const facts: string[] = [];
  if (contact.area !== null && contact.kind === 'veilig-thuis')
    facts.push(texts.say('ui:region', { name: contact.area }));
  if (!contact.generic) facts.push(openingText(texts, contact));
  if (contact.chatHours !== null && contact.chatHours !== 'always') {
    facts.push(texts.say('ui:chat-hours', { hours: periodsText(texts, contact.chatHours.periods) }));
  }
  if (contact.free) facts.push(texts.say('ui:free'));
  if (contact.anonymous) facts.push(texts.say('ui:anonymous'));
  return facts;
}

function openingText(texts: Texts, { open, opensAt, always }: Contact): string {
  if (open === 'open') return texts.say(always ? 'ui:open.always' : 'ui:open.now');
  if (open === 'unknown') return texts.say('ui:open.unknown');
  return opensAt === null
    ? texts.say('ui:open.closed')
    : texts.say('ui:open.opens', { when: whenText(texts, opensAt) });
}

/** `Mo-Fr 09:00-17:00` in words: weekdays by name, times as numbers. */
function periodsText(texts: Texts, periods: readonly OpeningPeriod[]): string {
  const clock = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const day = (number: number): string => texts.say(`ui:weekday.${number}`);
  return periods
    .map(({ days, from, to }) => {
      const [first = 1] = days;
      const last = days.at(-1) ?? first;
      return `${first === last ? day(first) : `${day(first)} – ${day(last)}`} ${clock(from)}–${clock(to)}`;
    })
    .join(', ');
}

/** `2026-12-28T09:00` as a weekday and a time. */
function whenText(texts: Texts, moment: string): string {
  const [year = 0, month = 0, day = 0] = moment.slice(0, 10).split('-').map(Number);
  const name = texts.say(`ui:weekday.${weekday({ year, month, day })}`);
  return texts.say('ui:at-time', { day: name, time: moment.slice(11) });
}

function linksOf(texts: Texts, { phone, whatsapp, chat, website }: Contact, voice: Voice): readonly CardLink[] {
  const links: CardLink[] = [];
  const add = (type: CardLink['type'], label: string, text: string, href: string): void => {
    const trace = `ui:trace.${type === 'chat' ? 'website' : type}`;
    // How to take a call out of the list is not for whoever she may be afraid of.
    const own = voice === 'parent' && texts.has(`${trace}_parent`) ? `${trace}_parent` : trace;
    links.push({ type, label, text, href, trace: texts.say(own) });
  };
  if (phone !== null) add('phone', phone, texts.say('ui:call', { number: phone }), telephoneLink(phone));
  if (whatsapp !== null)
    add('whatsapp', whatsapp, texts.say('ui:whatsapp', { number: whatsapp }), whatsappLink(whatsapp));
  if (chat !== null) add('chat', chat, texts.say('ui:chat'), chat);
  if (website !== null && website !== chat) add('website', website, texts.say('ui:website'), website);
  return links;
}

/**
 * The Dutch sentence to say; in an emergency the one for that, where there is one. For a voice without a sentence of its
 * own the plain one holds: it is written neutrally.
 */
function sentenceToSay(texts: Texts, service: string, voice: Voice, emergency: boolean): SentenceToSay {
  const plain = `services:${service}.say`;
  // Key persons and professionals speak of somebody else, as a bystander does.
  const about = voice === 'self' || voice === 'parent' ? voice : 'bystander';
  const wanted = [...(emergency ? [voiced(`${plain}-now`, about), `${plain}-now`] : []), voiced(plain, voice), plain];
  const key = wanted.find((one) => texts.has(`${one}.dutch`)) ?? plain;
  const isDutch = texts.lang === sourceLanguage;
  return {
    title: texts.say(isDutch ? 'ui:say-nl' : 'ui:say'),
    dutch: texts.say(`${key}.dutch`),
    sound: isDutch ? null : texts.say(`${key}.sound`),
    meaning: isDutch ? null : texts.say(`${key}.meaning`),
  };
}

/** How old something is, and whether a person has checked it. */
export function provenanceOf(texts: Texts, { checkedOn, seenOn }: Pick<Contact, 'checkedOn' | 'seenOn'>): string {
  if (checkedOn !== null) return texts.say('ui:provenance.checked', { date: checkedOn });
  return seenOn === null ? texts.say('ui:provenance.undated') : texts.say('ui:provenance.dated', { date: seenOn });
}
