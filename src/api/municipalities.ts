/**
 * The municipalities as data: geography, and the contacts that anybody may see.
 */
import type { Library } from '../content/library.ts';
import type { MunicipalityRow } from '../content/referral-schema.ts';
import type { Channels, Directory, Seen } from '../core/directory.ts';

/** Nothing is left out where nothing is known: null says so. */
function contactsOf(channels: Channels | undefined, name: Seen | undefined) {
  return {
    name: name ?? null,
    phone: channels?.phone ?? null,
    phoneAbroad: channels?.phoneAbroad ?? null,
    whatsapp: channels?.whatsapp ?? null,
    chat: channels?.chat ?? null,
    website: channels?.website ?? null,
  };
}

function municipalityOf(
  { municipalities, regions }: Directory,
  { code, name, province, region: id, validFrom, validTo, successor }: MunicipalityRow,
) {
  const contacts = municipalities.get(code);
  const region = regions.get(id);
  return {
    code,
    name,
    province,
    validFrom,
    validTo: validTo === '' ? null : validTo,
    successor: successor === '' ? null : successor,
    contacts: contactsOf(contacts, undefined),
    wijkteam: contactsOf(contacts?.wijkteam, contacts?.wijkteam.name),
    veiligThuis: { region: id, ...contactsOf(region, region?.name) },
  };
}

/** In the order of `municipalities.csv`. */
export function municipalitiesOf({ content, geography }: Library) {
  return geography.map((row) => municipalityOf(content.directory, row));
}
