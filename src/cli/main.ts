#!/usr/bin/env node
/**
 * The `wegwijzer` command. Exit code 2: bad usage; 1: a check failed or something broke; 0: all is well.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { roles } from '../access/role.ts';
import { ContentError } from '../content/problem.ts';
import { exchangeFormats } from '../content/referral-sheet/format.ts';
import { circumstances, vocabulary } from '../core/situation.ts';
import { UsageError } from './usage-error.ts';

/** A command that loads its part of the program only when it is called: that halves the time until the first word. */
function later<A extends unknown[]>(
  load: () => Promise<(...given: A) => void | Promise<void>>,
): (...given: A) => Promise<void> {
  return async (...given) => (await load())(...given);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('write a number up to 65535');
  return port;
}

function daysOf(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('write a number of days');
  return Number(text);
}

function build(): Command {
  const program = new Command('wegwijzer')
    .description('A multilingual, anonymous signpost for the Netherlands: who can help, in this municipality, now.')
    .exitOverride()
    .showHelpAfterError('Run with --help for the options.');

  program
    .command('serve')
    .description('the server, on PORT (default 3978)')
    .action(later(async () => (await import('./serve.ts')).serve));

  program
    .command('chat')
    .description('talk to the bot in the terminal')
    .option('--lang <code>', 'language', 'nl')
    .option('--municipality <text>', 'a place, as people type it')
    .option('--at <moment>', 'as if it were this moment, for example 2026-12-25T03:00')
    .action(later(async () => (await import('./chat.ts')).chat));

  program
    .command('check')
    .description('validates and proves dialogs, locales and referral data')
    .option('--today <day>', 'judge the age of the data as on this day, for example 2026-11-21')
    .action(later(async () => (await import('./check.ts')).check));

  program
    .command('approve')
    .description('takes the present behaviour as meant: writes it in outline to docs/review/approved')
    .action(later(async () => (await import('./approve.ts')).approveContent));

  program
    .command('routes')
    .description('the routes for a situation, as JSON')
    .addOption(new Option('--theme <theme>').choices(vocabulary.theme))
    .addOption(new Option('--urgency <urgency>').choices(vocabulary.urgency))
    .addOption(new Option('--who <who>', 'who asks').choices(vocabulary.who))
    .addOption(new Option('--age <age>', 'of the person at risk').choices(vocabulary.age))
    .addOption(new Option('--where <where>', 'where that person is').choices(vocabulary.where))
    .addOption(new Option('--caller <caller>', 'where the phone is').choices(vocabulary.caller))
    .addOption(new Option('--parent <kind>', 'which kind of parent asks').choices(vocabulary.parent))
    .addOption(
      new Option('--key-person-safe <answer>', 'nobody there could know the family').choices(vocabulary.keyPersonSafe),
    )
    .addOption(new Option('--circumstance <circumstance...>', 'may be given several times').choices(circumstances))
    .option('--self-harm', 'there are thoughts of suicide')
    .option('--municipality <text>', 'a place, as people type it')
    .option('--lang <code>', 'language of the reasons', 'nl')
    .option('--at <moment>', 'as if it were this moment, for example 2026-12-25T03:00 (Amsterdam) or with an offset')
    .action(later(async () => (await import('./routes.ts')).routes));

  program
    .command('place')
    .description('the municipalities a typed place may mean, best first, as JSON')
    .argument('<text...>', 'what somebody typed')
    .action(later(async () => (await import('./place.ts')).place));

  program
    .command('understand')
    .description('what is understood of typed text: one text a line in, one JSON a line out')
    .option('--lang <code>', 'the language of the texts; left out: the likeliest for each')
    .action(later(async () => (await import('./understand.ts')).understandLines));

  program
    .command('graph')
    .description('a dialog as a Mermaid diagram, or as a picture')
    .addOption(new Option('--lang <code>').default('nl'))
    .option('--svg <dir>', 'writes one SVG picture a theme to this folder')
    .argument('[theme]', `one of ${vocabulary.theme.join(', ')}; left out: all`)
    .action(later(async () => (await import('./graph.ts')).graph));

  program
    .command('export-static')
    .description('the public pages and the embed as plain files, for any web server')
    .argument('<dir>', 'an empty folder, or one with an earlier export')
    .option('--exit-url <url>', 'the neutral page to leave for')
    .option('--contact <text>', 'where people can say that something does not work for them')
    .option(
      '--partners <origins>',
      'the sites that may show it in a frame, as "https://one.example https://two.example"',
    )
    .option('--lang <code>', 'the language of the first page', 'nl')
    .action(later(async () => (await import('./export-static.ts')).exportStatic));

  program
    .command('bot-local')
    .description('the server, and a page to try its bot: no account needed, on this machine only')
    .addOption(new Option('--port <port>', 'of the page').default(3980).argParser(portOf))
    .action(later(async () => (await import('./bot-local.ts')).botLocal));

  program
    .command('teams-package')
    .description('the app package for Microsoft Teams, from BOT_APP_ID and PUBLIC_ORIGIN in the environment')
    .option('--out <file>', 'the zip to write', 'dist/wegwijzer-teams.zip')
    .action(later(async () => (await import('./teams-package.ts')).teamsPackage));

  program
    .command('doctor')
    .description('what is wrong with the settings in the environment, and how to mend it')
    .action(later(async () => (await import('./doctor.ts')).doctor));

  program
    .command('review')
    .description('writes the papers for reviewers: rules, texts, questions and cards, as Markdown')
    .argument('[dir]', 'the folder to write to', 'docs/review')
    .action(later(async () => (await import('./review.ts')).review));

  const data = program
    .command('data')
    .description('the referral data: out to the people who know, and back, and what has to be checked');
  data
    .command('export')
    .description('a sheet of the contacts: CSV, XLSX or HSDS')
    .addOption(new Option('--format <format>', 'left out: by the name of the file, or xlsx').choices(exchangeFormats))
    .option('--municipality <text>', 'of one municipality alone: a place, as people type it')
    .argument('[file]', 'left out: wegwijzer-contacts and its ending; - for the standard output')
    .action(later(async () => (await import('./data.ts')).dataExport));
  data
    .command('import')
    .description('takes a sheet back with checks, whole or not at all, and shows what changed')
    .argument('<file>', 'CSV, XLSX or HSDS, by its name')
    .option('--dry-run', 'shows what would change and changes nothing')
    .action(later(async () => (await import('./data.ts')).dataImport));
  data
    .command('stale')
    .description('what no person has checked for so long, by who has to check it')
    .addOption(
      new Option('--days <number>', 'a check that is longer ago counts as none').default(180).argParser(daysOf),
    )
    .option('--municipality <text>', 'of one municipality alone: a place, as people type it')
    .option('--today <day>', 'as on this day, for example 2026-11-21')
    .addOption(new Option('--format <format>').choices(['text', 'csv']).default('text'))
    .action(later(async () => (await import('./data.ts')).dataStale));
  data
    .command('verify')
    .description('records that somebody called or looked, and that it was right')
    .argument('<of>', 'for example GM0363 or service:lkha')
    .argument('<part>', 'a field or a part: phone, wijkteam, wijkteam.phone')
    .requiredOption('--by <organisation>', 'who did: an organisation or function, no name of a person')
    .requiredOption('--on <day>', 'when, for example 2026-11-21')
    .action(later(async () => (await import('./data.ts')).dataVerify));

  const texts = program
    .command('texts')
    .description('the texts of a language: out to reviewers, back, and how they stand');
  texts
    .command('status')
    .description('languages, and how many of their texts are translated, stale, reviewed')
    .action(later(async () => (await import('./texts.ts')).textsStatus));
  texts
    .command('export')
    .description('a sheet for reviewers (XLSX or CSV, by the name of the file)')
    .argument('<lang>', 'for example tr')
    .argument('[file]', 'left out: wegwijzer-LANG.xlsx')
    .action(later(async () => (await import('./texts.ts')).textsExport));
  texts
    .command('import')
    .description('takes a sheet back with checks, whole or not at all, and shows what changed')
    .argument('<lang>')
    .argument('<file>')
    .option('--dry-run', 'shows what would change and changes nothing')
    .action(later(async () => (await import('./texts.ts')).textsImport));
  texts
    .command('record')
    .description(
      'records texts that were written or changed in the files; for the keys named, that they still say the same',
    )
    .argument('<lang>')
    .argument('[key...]', 'texts whose Dutch has changed and that are right all the same')
    .action(later(async () => (await import('./texts.ts')).textsRecord));

  const access = program.command('access').description('personal links with which people sign in to the desk');
  access
    .command('issue')
    .description('prints a link once; it works once')
    .requiredOption('--label <text>', 'what you call it, so that you know which to revoke; not a full name')
    .addOption(new Option('--role <role>', 'what it opens').choices(roles).makeOptionMandatory())
    .action(later(async () => (await import('./access.ts')).accessIssue));
  access
    .command('list')
    .description('which links there are, and until when')
    .action(later(async () => (await import('./access.ts')).accessList));
  access
    .command('revoke')
    .description('ends a link, and whoever signed in with it, at once')
    .argument('<label>')
    .action(later(async () => (await import('./access.ts')).accessRevoke));

  return program;
}

/** Runs the command; the exit code. */
async function run(argv: readonly string[]): Promise<number> {
  try {
    await build().parseAsync([...argv], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(`${error instanceof ContentError ? error.message : String(error)}\n`);
    return 1;
  }
}

// Whoever reads the output may stop reading (`| head`): that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2));
