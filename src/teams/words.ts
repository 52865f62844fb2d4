/**
 * What people read of the app before they have said a word to it: in the list of apps, on its page, in the menus.
 *
 * A colleague or a relative may be looking along, and an administrator sees who has the app. So no word here says what a
 * talk is about; it is about finding services. Lengths are those of Microsoft's schema.
 */
export interface AppWords {
  /** At most 80 characters. */
  readonly short: string;
  /** At most 4000. */
  readonly full: string;
  /** What one can type; each `type` is a word that the bot knows (`locales/<lang>/commands.yaml`). */
  readonly commands: readonly { readonly type: string; readonly does: string }[];
  /** Titles at most 32 characters, the rest at most 128. */
  readonly search: {
    readonly title: string;
    readonly does: string;
    readonly field: string;
    readonly hint: string;
  };
  /** The name of the tab, at most 128 characters. */
  readonly deskTab: string;
  /** What the description says besides when there is a tab. */
  readonly deskTabFull: string;
}

export const appName = 'Wegwijzer';

export const dutch: AppWords = {
  short: 'Vind diensten en organisaties in je gemeente.',
  full: [
    'Wegwijzer laat zien welke diensten en organisaties er zijn, per gemeente.',
    'Je kiest antwoorden of typt een paar woorden. Alle teksten zijn vooraf geschreven. Wegwijzer is een computer, geen mens.',
    'Teams bewaart het gesprek. Wie de computers van je organisatie beheert, kan het misschien lezen. Microsoft bewaart berichten ook. Typ geen namen van mensen.',
    'Wegwijzer krijgt van Teams wat je in dit gesprek of in het zoekveld typt of kiest, en wie je in Teams bent. Andere gesprekken krijgt Wegwijzer niet.',
    'Spoed? Bel 112.',
  ].join('\n\n'),
  commands: [
    { type: 'opnieuw', does: 'Begin opnieuw' },
    { type: 'terug', does: 'Ga een stap terug' },
    { type: 'taal', does: 'Kies een andere taal' },
    { type: 'stop', does: 'Stop en wis mijn antwoorden' },
  ],
  search: {
    title: 'Dienst zoeken',
    does: 'Zoek een dienst op naam en gemeente.',
    field: 'Naam en gemeente',
    hint: 'Typ de naam van een dienst en de gemeente. Typ geen namen van mensen.',
  },
  deskTab: 'Opzoeken',
  deskTabFull:
    'Op het tabblad Opzoeken blijft wat je kiest op je apparaat. Je organisatie kan misschien zien dat je het tabblad opent.',
};

export const english: AppWords = {
  short: 'Find services and organisations in your municipality.',
  full: [
    'Wegwijzer shows which services and organisations there are in the Netherlands, for each municipality.',
    'You choose answers or type a few words. All texts were written beforehand. Wegwijzer is a computer, not a person.',
    'Teams keeps the conversation. The person who runs the computers where you work may be able to read it. Microsoft keeps it too. Type no names of people.',
    'From Teams, Wegwijzer gets what you type or choose in this conversation or in the search field, and who you are in Teams. It gets no other conversations.',
    'In an emergency, call 112.',
  ].join('\n\n'),
  commands: [
    { type: 'start again', does: 'Start again' },
    { type: 'back', does: 'Go back one step' },
    { type: 'language', does: 'Choose another language' },
    { type: 'stop', does: 'Stop and delete my answers' },
  ],
  search: {
    title: 'Find a service',
    does: 'Search for a service by name and municipality.',
    field: 'Name and municipality',
    hint: 'Type the name of a service and the municipality. Do not type names of people.',
  },
  deskTab: 'Look up',
  deskTabFull:
    'On the tab Look up, what you choose stays on your device. Your organisation may be able to see that you open the tab.',
};
