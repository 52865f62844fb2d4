/**
 * The process in which sheets are read and written.
 */
import { ContentError } from '../content/problem.ts';
import { Reader } from '../content/reader.ts';
import { readReferralFiles } from '../content/referral-files.ts';
import { formatOf } from '../content/referral-sheet/formats.ts';
import { planImport } from '../content/referral-sheet/import.ts';
import { rowsOf } from '../content/referral-sheet/rows.ts';
import { doJob } from './apart.ts';
import type { SheetJob } from './sheets-apart.ts';

async function written({ root, format, municipality }: Extract<SheetJob, { type: 'write' }>): Promise<Uint8Array> {
  const reader = new Reader(root);
  const files = readReferralFiles(reader);
  if (files === null || reader.problems.length > 0) throw new ContentError(reader.problems);
  const form = await formatOf(format);
  return form.write(rowsOf(files, municipality ?? undefined), files);
}

doJob<SheetJob>((job) =>
  job.type === 'write' ? written(job) : planImport(job.root, job.bytes, job.format, job.today, 'local-contacts'),
);
