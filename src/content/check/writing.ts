/**
 * Whether a text is written as its language is written: in one script, with digits that a telephone knows.
 */

interface Writing {
  /** A letter of the script of this language. */
  readonly letter: RegExp;
  /** Letters of a neighbouring language that are easily typed instead, with its name. */
  readonly strayed?: readonly [RegExp, string];
}

/** Languages in another script than Dutch. */
const writings: Readonly<Record<string, Writing>> = {
  ar: { letter: /\p{Script=Arabic}/u, strayed: [/[یکۀە]/, 'Persian'] },
  fa: { letter: /\p{Script=Arabic}/u, strayed: [/[يكةى]/, 'Arabic'] },
  ti: { letter: /\p{Script=Ethiopic}/u },
  uk: { letter: /\p{Script=Cyrillic}/u, strayed: [/[ыэъё]/i, 'Russian'] },
};

/** Digits that are not 0 to 9 cannot be dialled, and not be compared with the Dutch. */
const otherDigits = /[٠-٩۰-۹፩-፼०-९]/;

const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Ethiopic}/u,
  /\p{Script=Greek}/u,
];

/** A word in letters of two scripts: most often a letter that only looks right. Null when there is none. */
function mixedWord(text: string): string | null {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.find((word) => scripts.filter((script) => script.test(word)).length > 1) ?? null;
}

/** Words that stay as they are in every language (design 3, guide E3), and those of telephone and computer. */
const keptNames = new Set(
  `veilig thuis wijkteam wijkteams gemeente lkha bz ind coa azc coc aoc iko csg fgm huisarts ggd jgz bsn lhbtq lgbt lgbtq lgbtiq
  whatsapp wi fi wifi app chat bluetooth javascript shift tab pdf ctrl esc sos sms gps url web site hosting online internet com
  koninklijke marechaussee kindertelefoon luisterlijn mentor nl safe at home melding meldcode aangifte reformatorisch evangelisch islam coming out imam`
    .split(/\s+/)
    .filter(Boolean),
);

function latinWords(text: string): readonly string[] {
  return (text.replace(/\{\{\w+\}\}/g, ' ').match(/\p{Script=Latin}[\p{Script=Latin}\p{M}]*/gu) ?? []).map((word) =>
    word.toLowerCase(),
  );
}

/** A Latin word in a text of another script that the Dutch text does not have either: a slip, or an untranslated word. */
function strangerIn(text: string, source: string): string | null {
  const known = new Set([...latinWords(source), ...keptNames]);
  return latinWords(text).find((word) => word.length > 1 && !known.has(word)) ?? null;
}

/** What is wrong with how a text is written, in the words of a message; empty when nothing is. */
export function writingFaults(lang: string, text: string, source: string): readonly string[] {
  const faults: string[] = [];
  const mixed = mixedWord(text);
  if (mixed !== null) faults.push(`"${mixed}" mixes letters of two scripts`);
  const digit = otherDigits.exec(text);
  if (digit !== null) faults.push(`the digit "${digit[0]}" is not one of 0 to 9`);
  const writing = writings[lang];
  if (writing === undefined) return faults;
  const { letter, strayed } = writing;
  const stray = strayed?.[0].exec(text);
  if (strayed !== undefined && stray) faults.push(`"${stray[0]}" is a letter of ${strayed[1]}`);
  const stranger = strangerIn(text, source);
  if (stranger !== null) faults.push(`"${stranger}" is a word in another script`);
  if (!letter.test(text) && latinWords(text).some((word) => !keptNames.has(word)))
    faults.push('no letter of it is of the script of this language');
  return faults;
}
