import { approve } from '../content/check/approved-check.ts';
import { outlineOfFiles } from '../content/check/check.ts';
import { readContent } from '../content/load.ts';
import { ContentError } from '../content/problem.ts';
import { Reader } from '../content/reader.ts';
import { contentRoot } from './content.ts';

/** `wegwijzer approve`: whoever runs it says that every change of behaviour since the last time is meant. */
export function approveContent(): void {
  const root = contentRoot();
  const reader = new Reader(root);
  const files = readContent(reader);
  if (files === null || reader.problems.length > 0) throw new ContentError(reader.problems);
  const lines = approve(root, outlineOfFiles(files));
  process.stdout.write(
    `Approved: ${lines.toLocaleString('en')} lines in docs/review/approved. Have the difference read.\n`,
  );
}
