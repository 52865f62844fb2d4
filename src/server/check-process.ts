/**
 * The process in which a set of content is checked.
 */
import { checkContent } from '../content/check/check.ts';
import { doJob } from './apart.ts';
import type { CheckJob } from './check-apart.ts';

doJob<CheckJob>(({ root, today }) => checkContent(root, today).problems);
