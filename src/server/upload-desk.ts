/**
 * Puts the page of the editors together, for content in a folder.
 */
import { deskDocument } from '../desk/document.ts';
import { pagesFor } from '../desk/pages.ts';
import { keepBefore } from '../desk/upload/backups.ts';
import { uploadRouter } from '../desk/upload/router.ts';
import type { ServerConfig } from './config.ts';
import type { MakeUpload } from './live-server.ts';
import { failureOf, type ServerLog } from './log.ts';
import { sheetsApart } from './sheets-apart.ts';
import { noSession, pageReply } from './talk.ts';

export interface UploadDeskOptions {
  /** The folder that holds the content. */
  readonly root: string;
  readonly config: Pick<ServerConfig, 'contentEverySeconds' | 'dataBackups' | 'exitUrl'>;
  readonly logger: ServerLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

/** What the check and the taking of a set may take, with much to spare. */
const takingMinutes = 2;

/** Makes it. */
export function uploadDesk({ root, config, logger, now, random }: UploadDeskOptions): MakeUpload {
  const { contentEverySeconds, dataBackups, exitUrl } = config;
  return ({ library, standing, requireEditor }) =>
    uploadRouter({
      library,
      requireEditor,
      sheets: sheetsApart(root),
      keepBefore: (files) => {
        if (dataBackups !== null) keepBefore(dataBackups, root, files, now());
      },
      document: (texts, { title, main, style }) => {
        const { numbers } = pageReply(library(), noSession, texts.lang, now());
        return deskDocument({
          texts,
          numbers,
          exitUrl,
          title,
          main,
          styles: [style],
          scripts: [],
          pages: pagesFor(texts, null),
        });
      },
      refused: () => standing().refused ?? null,
      seenWithinMinutes: contentEverySeconds === 0 ? null : takingMinutes + Math.ceil(contentEverySeconds / 60),
      failed: (error) => logger.error(failureOf(error), 'upload failed'),
      now,
      random,
    });
}
