/**
 * The few sentences of an export that stand in no text of the talk. HSDS holds one language, ours is Dutch; whoever reads
 * them keeps a directory and is no visitor.
 */
export const words = {
  onlyFromNl: 'Werkt alleen vanuit Nederland.',
  fromNlAndEu: 'Werkt in de hele EU.',
  fromAbroad: 'Werkt ook vanuit het buitenland.',
  asFromAbroad: 'Vanuit het buitenland:',
  whatsapp: 'WhatsApp.',
  nationalNumber: 'Het landelijke nummer.',
  wallTime: 'Tijden in Nederland.',
  holidays: {
    open: 'Ook open op feestdagen.',
    closed: 'Dicht op feestdagen.',
    unknown: 'Of het op feestdagen open is, is niet bekend.',
  },
  dayAndNight: '24/7, ook op feestdagen.',
  chat: 'Chat',
  free: 'Gratis',
  team: 'Wijkteam of sociaal team',
  askMunicipality: 'Vraag de gemeente naar het wijkteam of sociaal team.',
  municipality: 'Gemeente',
  region: 'Regionale organisatie van Veilig Thuis',
  national: 'Landelijke organisatie of dienst',
  keyPersons: 'Organisatie van sleutelpersonen',
  country: 'Nederland',
  middle: 'Het midden van de gemeente. Geen bezoekadres.',
  municipalityCode: 'CBS-gemeentecode',
  onlyFor: 'Voor:',
  kinds: 'Soorten hulp van Wegwijzer',
} as const;
