/** Files that people wrote by hand: whatever nobody changed stays as they wrote it, in whichever style. */
import { describe, expect, it } from '@jest/globals';
import { inYaml, YamlEdit } from '../../../src/content/referral-sheet/yaml-edit.ts';

const file = `# Eerst dit.
entries:
  - id: een   # de eerste
    phone:
      value: '0900-0000'  # zo staat het er
      status: old-source
      checkedOn: null
    # Hierna de site.
    website: { value: "https://example.org",   status: old-source, checkedOn: null } # klopt?

  - id: twee
    note: "laatste"
`;
const parts = ['value', 'status', 'source', 'checkedOn', 'checkedBy'];
const keys = ['id', 'phone', 'website', 'note'];

function edited(change: (edit: YamlEdit) => void): string {
  const edit = new YamlEdit(file);
  change(edit);
  return edit.toString();
}

describe('an edit of a YAML file', () => {
  it('that changes nothing gives the same bytes', () => {
    expect(edited(() => undefined)).toBe(file);
  });

  it('changes a value and keeps the comment beside it', () => {
    expect(edited((edit) => edit.set(['entries', 0, 'phone'], 'value', inYaml('0900-0001'), parts))).toBe(
      file.replace("'0900-0000'", '"0900-0001"'),
    );
  });

  it('puts a part where it belongs, on a line of its own or between the others', () => {
    const source = (entry: string) => edited((edit) => edit.set(['entries', 0, entry], 'source', 'krant', parts));
    expect(source('phone')).toBe(file.replace('status: old-source\n', 'status: old-source\n      source: krant\n'));
    expect(source('website')).toBe(file.replace('old-source, ', 'old-source, source: krant, '));
  });

  it('takes a part or a whole field out, and nothing beside it', () => {
    expect(edited((edit) => edit.set(['entries', 0, 'website'], 'checkedOn', null, parts))).toBe(
      file.replace(', checkedOn: null }', ' }'),
    );
    const without = edited((edit) => edit.set(['entries', 0], 'phone', null, keys));
    expect(without).toBe(file.replace(/ {4}phone:\n( {6}.*\n)+/, ''));
  });

  it('does several at once: one out, one in at the same place', () => {
    const both = edited((edit) => {
      edit.set(['entries', 0], 'website', null, keys);
      edit.set(['entries', 0], 'note', inYaml('nieuw'), keys);
      edit.set(['entries', 1], 'phone', '{ value: "112" }', keys);
    });
    expect(both).toContain('    # Hierna de site.\n    note: "nieuw"\n\n  - id: twee\n    phone: { value: "112" }\n');
  });
});
