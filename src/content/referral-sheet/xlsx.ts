/**
 * The sheet as XLSX, with a second sheet that explains it to a municipal employee.
 */

import type { Trust } from '../referral-schema.ts';
import { readXlsxTables, writeXlsxTables, type XlsxTable } from '../table-file/xlsx.ts';
import type { SheetFormat } from './format.ts';
import { type Column, columns } from './row.ts';
import { asSheetError, placedRows } from './table.ts';

/** In characters. */
const widths: Readonly<Record<Column, number>> = {
  of: 24,
  name: 32,
  field: 18,
  value: 40,
  status: 20,
  source: 26,
  'source title': 46,
  'seen on': 12,
  'checked on': 12,
  'checked by': 24,
  note: 50,
};

const columnsInDutch: Readonly<Record<Column, string>> = {
  of: 'Van wie dit gegeven is. GM0363 is een gemeente. Verander dit niet.',
  name: 'De naam daarvan, om te lezen. Verander dit niet.',
  field: 'Welk gegeven het is: phone is telefoon, website is de site. Verander dit niet.',
  value: 'Het gegeven zelf. Maak de cel leeg als het gegeven weg moet.',
  status: 'Hoe zeker het is. De woorden staan hieronder.',
  source: 'De korte naam van de bron: kleine letters, cijfers en streepjes.',
  'source title': 'Wat de bron is: een webadres of een titel. Alleen nodig bij een nieuwe bron.',
  'seen on': 'De datum van de bron: 2026, 2026-03 of 2026-03-21.',
  'checked on': 'De dag waarop iemand belde of keek en het klopte: 2026-03-21.',
  'checked by': 'Wie dat deed: een organisatie of functie. Geen naam, e-mailadres of nummer van een persoon.',
  note: 'Voor wie de gegevens bijhoudt. Bezoekers zien het nooit. Schrijf het in de eerste rij van de gemeente of dienst.',
};

const statusesInDutch: Readonly<Record<Trust, string>> = {
  'verified-source': 'Naam en gegeven staan zo in de bron. Bezoekers zien het.',
  'verified-name': 'Alleen de naam staat in de bron. Bezoekers zien alleen de naam.',
  'single-weak-source': 'Eén zwakke bron, of bronnen spreken elkaar tegen. Bezoekers zien het niet.',
  'old-source': 'Lang geleden gelezen. Bezoekers zien het niet.',
  'unverified-memory': 'Niemand heeft het ergens gelezen. Bezoekers zien het niet.',
};

const nowhere: readonly (readonly [string, string])[] = [
  ['nooit', 'Het adres of de plaats van een opvang.'],
  ['nooit', 'De naam, het nummer of het e-mailadres van een sleutelpersoon of van een andere persoon.'],
  ['nooit', 'Een nummer dat alleen voor politie of beroepskrachten is.'],
  ['nooit', 'Een gegeven dat je niet zeker weet. Laat de cel dan leeg.'],
];

const guide: XlsxTable = {
  sheet: 'Uitleg',
  columns: [
    { head: 'kolom of woord', width: 24 },
    { head: 'wat het betekent', width: 100 },
  ],
  rows: [...Object.entries(columnsInDutch), ...Object.entries(statusesInDutch), ...nowhere],
};

const dataSheet = 'Gegevens';

export const xlsxFormat: SheetFormat = {
  write: (rows) =>
    writeXlsxTables([
      {
        sheet: dataSheet,
        columns: columns.map((head) => ({ head, width: widths[head] })),
        rows: rows.map((row) => columns.map((column) => row[column])),
      },
      guide,
    ]),
  async read(bytes) {
    try {
      const tables = await readXlsxTables(bytes);
      const table = tables.find(({ sheet }) => sheet === dataSheet) ?? tables[0];
      return placedRows(table?.sheet ?? dataSheet, table?.lines ?? []);
    } catch (error) {
      throw asSheetError(dataSheet, error);
    }
  },
};
