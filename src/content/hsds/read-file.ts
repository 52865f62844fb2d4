/**
 * The bytes of an HSDS file as its two lists, each thing in them still unread.
 */
import { z } from 'zod';
import { SheetError } from '../referral-sheet/fault.ts';

const wholeFile = 'HSDS';
export const exportAnew = 'export the data anew as HSDS and make your changes in that file';

const fileSchema = z.looseObject({ organizations: z.array(z.unknown()), services: z.array(z.unknown()) });

function wrongFile(message: string, cure = exportAnew, sheet = wholeFile): SheetError {
  return new SheetError({ sheet, row: null, column: null, message, cure });
}

function parsed(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrongFile('the file is not written in UTF-8', 'save it as UTF-8, without changing anything else');
  }
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says repeats a part of the file.
    throw wrongFile('this is not JSON: a comma, quotation mark or bracket is missing or too many');
  }
}

/** The two lists of the file, each thing still unread. */
export function listsIn(bytes: Uint8Array): z.infer<typeof fileSchema> {
  const file = fileSchema.safeParse(parsed(bytes));
  if (!file.success) {
    const [issue] = file.error.issues;
    const list = issue?.path[0];
    throw typeof list === 'string'
      ? wrongFile(`the list "${list}" is missing or is no list`, exportAnew, list)
      : wrongFile('the file must hold the lists "organizations" and "services"');
  }
  if (file.data.organizations.length + file.data.services.length === 0)
    throw wrongFile('both lists are empty: there is nothing to take in');
  return file.data;
}
