/**
 * What we write, by the schemas that Open Referral publishes.
 */
import { describe, expect, it } from '@jest/globals';
import { hsdsOf } from '../../../src/content/hsds/everyone.ts';
import type { Organization, Service } from '../../../src/content/hsds/shapes.ts';
import { writeHsds } from '../../../src/content/hsds/write.ts';
import { rowsOf } from '../../../src/content/referral-sheet/rows.ts';
import { library } from '../../support/content.ts';
import { field, files, withService } from './content.ts';
import { itPublished, published } from './published.ts';

describe('by the published schemas', () => {
  itPublished('the public profile is without a fault', () => {
    const { organizations, services } = library().hsds();
    const places = services.flatMap((service) => service.service_at_locations ?? []);
    expect(published('service', services)).toEqual([]);
    expect(published('organization', organizations)).toEqual([]);
    expect(published('service_at_location', places)).toEqual([]);
    expect([services.length, organizations.length, places.length].every((count) => count > 300)).toBe(true);
  });

  itPublished('the file for editors is without a fault', () => {
    const file: { readonly organizations: Organization[]; readonly services: Service[] } = JSON.parse(
      String(writeHsds(rowsOf(files))),
    );
    expect(published('service', file.services)).toEqual([]);
    expect(published('organization', file.organizations)).toEqual([]);
  });

  itPublished('a service that has everything is without a fault', () => {
    const everything = {
      name: field('Made-up line', { checkedOn: '2026-10-02' }),
      phone: field('0900-0000', { checkedOn: '2026-10-02' }),
      phoneAbroad: field('+31 20 000 00 00', { checkedOn: '2026-10-02' }),
      whatsapp: field('+31 6 0000 0000', { checkedOn: '2026-10-02' }),
      chat: field('https://example.org/chat', { checkedOn: '2026-10-02' }),
      chatHours: field('Mo-Fr 09:00-17:00; PH off', { checkedOn: '2026-10-02' }),
      website: field('https://example.org', { checkedOn: '2026-10-02' }),
      hours: field('Sa-Mo 22:00-02:00', { checkedOn: '2026-10-02' }),
      free: field(true, { checkedOn: '2026-10-02' }),
      languages: field(['nl', 'ary'], { checkedOn: '2026-10-02' }),
      when: { age: 'minor' as const, theme: 'coming-out' as const },
    };
    const { services } = hsdsOf(withService(everything), () => 'What it does.');
    expect(services[0]).toMatchObject({ assured_date: '2026-10-02', maximum_age: 17 });
    expect(published('service', services)).toEqual([]);
  });

  itPublished('a fault is found', () => {
    expect(published('service', [{ id: 'no identifier' }])).not.toEqual([]);
  });
});

describe('the test against the published schemas', () => {
  it('runs where there is a folder with them', () => {
    expect(itPublished === it.skip).toBe(process.env.HSDS_SCHEMAS === undefined);
  });
});
