import type { Library } from '../library.ts';
import { buildLibrary, type ContentFiles, readContent } from '../load.ts';
import { ContentError } from '../problem.ts';
import { Reader } from '../reader.ts';

/** All content, as it was written and ready for use. */
export interface AllContent {
  readonly files: ContentFiles;
  readonly library: Library;
}

/** Reads the folder that holds `dialogs/`, `locales/` and `referral-data/`. Throws a `ContentError` with every problem. */
export function readAll(root: string): AllContent {
  const reader = new Reader(root);
  const files = readContent(reader);
  if (files === null || reader.problems.length > 0) throw new ContentError(reader.problems);
  return { files, library: buildLibrary(files) };
}
