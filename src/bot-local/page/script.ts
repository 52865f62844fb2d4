/**
 * The page to try the bot on: starts a conversation, asks for what is new, draws it, sends what is typed or tapped.
 */
import type { Activity } from '../activity.ts';
import { type DirectLineClient, startConversation } from '../client.ts';
import { type BehaviourName, behaviourNames, behaviours, locales, type Tap } from './behaviour.ts';
import { element } from './markdown.ts';
import { activityElement, suggestionButtons } from './show.ts';

/** As often as Direct Line advises its clients, and a little more: this is one machine. */
const pollMs = 700;

const behaviourSelect = part('behaviour', HTMLSelectElement);
const localeSelect = part('locale', HTMLSelectElement);
const log = part('log', HTMLElement);
const suggestions = part('suggestions', HTMLElement);
const form = part('say', HTMLFormElement);
const line = part('text', HTMLInputElement);

/** A conversation and what is drawn of it. A new one takes its place; answers to an old one are dropped. */
interface Talk {
  readonly client: DirectLineClient;
  readonly behaviour: BehaviourName;
  readonly user: { readonly id: string; readonly name: string };
  readonly drawn: Map<string, HTMLElement>;
}

let current: Talk | null = null;

behaviourSelect.append(...behaviourNames.map((name) => new Option(behaviours[name].name, name)));
localeSelect.append(...locales.map((locale) => new Option(locale, locale)));
for (const control of [behaviourSelect, localeSelect]) control.addEventListener('change', () => void begin());
part('again', HTMLButtonElement).addEventListener('click', () => void begin());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = line.value.trim();
  line.value = '';
  if (text !== '') void send({ type: 'message', text });
});
setInterval(() => void draw().catch(tell), pollMs);
void begin();

async function begin(): Promise<void> {
  current = null;
  log.replaceChildren();
  suggestions.replaceChildren();
  const behaviour = behaviourNames.find((name) => name === behaviourSelect.value) ?? 'direct-line';
  const user = { id: `dl_${crypto.randomUUID()}`, name: 'You' };
  const root = `${location.origin}${behaviours[behaviour].path}`;
  const begun = { behaviour: behaviourSelect.value, locale: localeSelect.value };
  try {
    const client = await startConversation({ root, user, locale: begun.locale });
    // Somebody may have chosen something else meanwhile.
    if (begun.behaviour !== behaviourSelect.value || begun.locale !== localeSelect.value) return;
    current = { client, behaviour, user, drawn: new Map() };
    await draw();
  } catch (error) {
    tell(error);
  }
}

async function send(activity: Activity): Promise<void> {
  if (current === null) return;
  const { client, behaviour, user } = current;
  const channelData = { ...activity.channelData, ...behaviours[behaviour].channelData };
  suggestions.replaceChildren();
  try {
    await client.send({ ...activity, from: user, locale: localeSelect.value, channelData });
  } catch (error) {
    tell(error);
  }
  await draw().catch(tell);
}

let drawing: Promise<void> | null = null;

/** One at a time: two that ask for the same would draw it twice. */
function draw(): Promise<void> {
  drawing ??= drawNew().finally(() => {
    drawing = null;
  });
  return drawing;
}

async function drawNew(): Promise<void> {
  const talk = current;
  if (talk === null) return;
  const activities = await talk.client.receive();
  if (talk !== current) return;
  for (const activity of activities) drawOne(talk, activity);
}

function drawOne({ drawn }: Talk, activity: Activity): void {
  const { id = '' } = activity;
  const old = drawn.get(id);
  if (activity.type === 'messageDelete') {
    old?.remove();
    return;
  }
  const shown = activityElement(activity, tap);
  drawn.set(id, shown);
  if (old === undefined) log.append(shown);
  else old.replaceWith(shown);
  suggestions.replaceChildren(...suggestionButtons(activity, tap));
  shown.scrollIntoView({ block: 'nearest' });
}

function tap(tapped: Tap): void {
  if (tapped.type === 'send') void send(tapped.activity);
  else if (tapped.type === 'open') window.open(tapped.url, '_blank', 'noopener,noreferrer');
  else tell(new Error(`Not done here: ${tapped.what}`));
}

function tell(error: unknown): void {
  log.append(element('p', [error instanceof Error ? error.message : String(error)], 'failure'));
}

/** A part of the page that is always there. */
function part<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}
