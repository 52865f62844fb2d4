/**
 * The editors' page with a stand-in for what reads sheets: a made-up file says by its first line what is to be found in it.
 */
import { randomBytes } from 'node:crypto';
import express, { type Express } from 'express';
import type { Change, SheetFault } from '../../src/content/referral-sheet/import.ts';
import { deskDocument } from '../../src/desk/document.ts';
import type { Sheets } from '../../src/desk/upload/contract.ts';
import { type RefusedSet, uploadPath } from '../../src/desk/upload/pages.ts';
import { uploadRouter } from '../../src/desk/upload/router.ts';
import { library } from '../support/content.ts';

export interface UploadDesk {
  readonly app: Express;
  readonly clock: { now: number };
  /** What was done to the data, in order. */
  readonly done: string[];
  /** What broke. */
  readonly failed: unknown[];
  /** Set by a test. */
  readonly state: { stale: boolean; broken: boolean; refused: RefusedSet | null; wait: Promise<void> | null };
}

export const change: Change = {
  entry: 'GM0363',
  name: 'Amsterdam',
  field: 'wijkteam.phone',
  before: null,
  after: '0900-0000 <b>verified-source</b>',
  leans: false,
};

export const fault: SheetFault = {
  sheet: 'Gegevens',
  row: 12,
  column: 'checked on',
  wrong: { code: 'checker-missing' },
};

/** What the check of the content finds, in its English. */
export const found: SheetFault = {
  sheet: 'Gegevens',
  row: null,
  column: null,
  wrong: {
    found: {
      file: 'referral-data/services.yaml',
      line: 7,
      message: 'nobody answers: <script>alert(1)</script>',
      cure: 'keep one that answers',
    },
  },
};

class Stale extends Error {}

/** Editors have the cookie `desk=editor…`. */
export function anUploadDesk(seenWithinMinutes: number | null = 2): UploadDesk {
  const clock = { now: Date.UTC(2026, 10, 23, 12) };
  const done: string[] = [];
  const failed: unknown[] = [];
  const state: UploadDesk['state'] = { stale: false, broken: false, refused: null, wait: null };
  const sheets: Sheets = {
    async plan(bytes, format, today) {
      const text = Buffer.from(bytes).toString('utf8');
      done.push(`plan ${format} ${today} ${bytes.length}`);
      await state.wait;
      if (text.startsWith('faults')) return { type: 'refused', faults: [fault, found] };
      const changes = text.startsWith('nothing') ? [] : [change, { ...change, field: 'phone', before: '14 020' }];
      const files = new Map([['referral-data/municipalities/GM0363-amsterdam.yaml', text]]);
      return { type: 'ready', changes, files, madeFrom: new Map() };
    },
    apply(plan) {
      if (state.broken) throw new Error('the disk is full');
      if (state.stale) {
        state.stale = false;
        throw new Stale();
      }
      done.push(`apply ${[...plan.files.keys()].join(' ')}`);
    },
    isStale: (error) => error instanceof Stale,
    write: async (format, municipality) => Buffer.from(`${format} of ${municipality ?? 'all'}`),
  };
  const app = express();
  app.use(
    uploadPath,
    uploadRouter({
      library,
      requireEditor: (request, response, next) => {
        if (/\bdesk=editor/.test(request.get('cookie') ?? '')) next();
        else response.status(401).json({ title: 'unauthorized' });
      },
      sheets,
      keepBefore: (files) => void done.push(`keep ${[...files].join(' ')}`),
      document: (texts, { title, main, style }) =>
        deskDocument({
          texts,
          numbers: [],
          exitUrl: 'https://example.org/',
          title,
          main,
          styles: [style],
          scripts: [],
          pages: [],
        }),
      refused: () => state.refused,
      seenWithinMinutes,
      failed: (error) => void failed.push(error),
      now: () => clock.now,
      random: randomBytes,
    }),
  );
  return { app, clock, done, failed, state };
}
