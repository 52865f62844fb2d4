/**
 * An HSDS file on its way into the content: what it changes there, and that a broken one changes nothing.
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Organization, Service } from '../../../src/content/hsds/shapes.ts';
import { writeHsds } from '../../../src/content/hsds/write.ts';
import { applyImport, planImport } from '../../../src/content/referral-sheet/import.ts';
import { rowsOf } from '../../../src/content/referral-sheet/rows.ts';
import { ContentCopy } from '../../support/content-copy.ts';
import { files } from './content.ts';

const today = '2026-11-22';
const copy = new ContentCopy();
const asFound = copy.files();

afterAll(() => copy.remove());

interface File {
  readonly organizations: Organization[];
  readonly services: Service[];
}

/** The file of Enschede with changes to the attributes and the numbers of the municipality. */
function ofEnschede(change: (organization: Organization) => void): Uint8Array {
  const file: File = JSON.parse(String(writeHsds(rowsOf(files, 'GM0153'))));
  for (const organization of file.organizations) if (organization.name === 'Enschede') change(organization);
  return Buffer.from(JSON.stringify(file));
}

function write(organization: Organization, name: string, value: string): void {
  const attribute = organization.attributes.find(({ link_type: one }) => one === name);
  if (attribute !== undefined) attribute.value = value;
  else {
    const [first] = organization.attributes;
    if (first === undefined) throw new Error('it has no attributes');
    organization.attributes.push({ ...first, link_type: name, value });
  }
}

describe('an HSDS file', () => {
  it('that nobody changed changes nothing', async () => {
    const plan = await planImport(copy.root, writeHsds(rowsOf(files)), 'hsds', today);
    expect(plan).toMatchObject({ type: 'ready', changes: [] });
  });

  it('that is wrong is refused with the place where it is wrong, and nothing is written', async () => {
    const wrongNumber = ofEnschede((one) => Object.assign(one.phones?.[0] ?? {}, { number: 'call us' }));
    const wrongDay = ofEnschede((one) => {
      write(one, 'phone/checked on', '2027-01-01');
      write(one, 'phone/checked by', 'Gemeente Enschede');
    });
    const wrongStatus = ofEnschede((one) => write(one, 'phone/status', 'sure'));
    const told = await Promise.all(
      [wrongNumber, wrongDay, wrongStatus].map((bytes) => planImport(copy.root, bytes, 'hsds', today)),
    );
    const places = told.map((plan) =>
      plan.type === 'refused' ? plan.faults.map((one) => [one.sheet, one.column]) : [],
    );
    expect(places).toEqual([
      [['organizations', 'phones.0.number']],
      [['organizations', 'attributes: phone/checked on']],
      [['organizations', 'attributes: phone/status']],
    ]);
    expect(JSON.stringify(told)).not.toContain('call us');
    expect(copy.files()).toEqual(asFound);
  });

  it('in which somebody says who checked a number and when brings just that', async () => {
    const bytes = ofEnschede((one) => {
      write(one, 'phone/checked on', '2026-11-20');
      write(one, 'phone/checked by', 'Gemeente Enschede');
    });
    const plan = await planImport(copy.root, bytes, 'hsds', today);
    if (plan.type === 'refused') throw new Error(JSON.stringify(plan.faults));
    expect(plan.changes.map(({ entry, field }) => [entry, field])).toEqual([['GM0153', 'phone']]);
    applyImport(copy.root, plan);
    const now = copy.files();
    const changed = [...now].filter(([name, text]) => asFound.get(name) !== text).map(([name]) => name);
    expect(changed).toEqual([`${copy.root}/referral-data/municipalities/GM0153-enschede.yaml`]);
  });
});
