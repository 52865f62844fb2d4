/**
 * The file in a form, as a browser sends it (`multipart/form-data`). The parser is that of Node itself.
 */
import type { ExchangeFormat } from '../../content/referral-sheet/format.ts';
import { mostBytes } from '../../content/referral-sheet/formats.ts';
import { formatOfFile } from './contract.ts';

/** The largest file, in bytes. */
export const mostFileBytes = mostBytes;
/** With what stands around it in the body. */
export const mostFormBytes = mostFileBytes + 16 * 1024;

export type SentFile =
  | { readonly type: 'file'; readonly bytes: Uint8Array; readonly format: ExchangeFormat }
  | { readonly type: 'none' | 'wrong-kind' | 'too-large' | 'unreadable' };

/** The file in the field of this name. */
export async function sentFile(body: Uint8Array, contentType: string, field: string): Promise<SentFile> {
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } })
    .formData()
    .catch(() => null);
  if (form === null) return { type: 'unreadable' };
  const [file, ...more] = form.getAll(field);
  if (file === undefined || typeof file === 'string' || more.length > 0) return { type: 'unreadable' };
  // Browsers send an empty file without a name when none was chosen.
  if (file.name === '') return { type: 'none' };
  const format = formatOfFile(file.name);
  if (format === null) return { type: 'wrong-kind' };
  if (file.size > mostFileBytes) return { type: 'too-large' };
  return { type: 'file', bytes: new Uint8Array(await file.arrayBuffer()), format };
}
