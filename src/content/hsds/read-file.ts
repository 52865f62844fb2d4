/**
 * The bytes of an HSDS file as its two lists, each thing in them still unread.
 */
import { z } from 'zod';
import { SheetError, type Wrong } from '../referral-sheet/fault.ts';

const wholeFile = 'HSDS';

const fileSchema = z.looseObject({ organizations: z.array(z.unknown()), services: z.array(z.unknown()) });

function wrongFile(wrong: Wrong, sheet = wholeFile): SheetError {
  return new SheetError({ sheet, row: null, column: null, wrong });
}

function parsed(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrongFile({ code: 'hsds-not-utf8' });
  }
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says repeats a part of the file.
    throw wrongFile({ code: 'hsds-not-json' });
  }
}

/** The two lists of the file, each thing still unread. */
export function listsIn(bytes: Uint8Array): z.infer<typeof fileSchema> {
  const file = fileSchema.safeParse(parsed(bytes));
  if (!file.success) {
    const [issue] = file.error.issues;
    const list = issue?.path[0];
    throw typeof list === 'string'
      ? wrongFile({ code: 'hsds-list-missing', values: { list } }, list)
      : wrongFile({ code: 'hsds-lists-missing' });
  }
  if (file.data.organizations.length + file.data.services.length === 0) throw wrongFile({ code: 'hsds-lists-empty' });
  return file.data;
}
