/**
 * A telephone number in groups that a person can keep in mind.
 */

/** Three digits at a time, the longer groups first: 7 digits are 3, 2 and 2, as Dutch people say them. */
function cut(digits: string): readonly string[] {
  const groups = Math.ceil(digits.length / (digits.length <= 4 ? 4 : 3));
  const shortest = Math.floor(digits.length / groups);
  const longer = digits.length % groups;
  return Array.from({ length: groups }, (_, index) => {
    const start = index * shortest + Math.min(index, longer);
    return digits.slice(start, start + shortest + (index < longer ? 1 : 0));
  });
}

/** A single digit is said together with the group beside it, unless that one is full or is the country. */
function isPartOf(group: string, next: string): boolean {
  const single = group.length === 1 || next.length === 1;
  return single && !group.startsWith('+') && group.length !== 4 && next.length !== 4;
}

/**
 * The groups of a number as it is written, `0800-2000` → `0800`, `2000`; a group of more than four digits is cut. Each
 * has 2 to 4 digits (one only where a single digit stands between full groups, `+31 6 1234 5678`), all digits are there
 * in their order, and the `+` of a country stays with it. Empty for a text without digits.
 */
export function chunksOf(number: string): readonly string[] {
  const written = number.replace(/^\+31/, '$& ').match(/\+?\d+/g) ?? [];
  const whole: string[] = [];
  for (const group of written) {
    const last = whole.pop();
    if (last === undefined) whole.push(group);
    else if (isPartOf(last, group)) whole.push(last + group);
    else whole.push(last, group);
  }
  return whole.flatMap((group) => {
    const [first = '', ...others] = cut(group.replace('+', ''));
    return group.startsWith('+') ? [`+${first}`, ...others] : [first, ...others];
  });
}
