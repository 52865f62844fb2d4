/**
 * Dutch numbers: from where they can be dialled, and how. Facts of the Dutch numbering plan, not of any service.
 */
import type { Caller } from './situation.ts';

const everywhere: readonly Caller[] = ['nl', 'eu', 'abroad'];
const onlyNl: readonly Caller[] = ['nl'];

function digits(number: string): string {
  return number.replace(/[^\d+]/g, '');
}

/**
 * From where a number as written can be dialled. Free and special numbers (0800, 0900, 14 0xx, 113) work in the
 * Netherlands only, and so does any number in its domestic form; 112 works in the whole European Union.
 */
export function reachOf(number: string): readonly Caller[] {
  if (number.startsWith('+')) return everywhere;
  return number === '112' ? ['nl', 'eu'] : onlyNl;
}

/**
 * A geographic number (01x to 07x) or a mobile one in the form that also works from abroad; null for any other
 * number, because 0800, 0900, 088 and 14 0xx numbers cannot be counted on there.
 */
export function internationalForm(number: string): string | null {
  const plain = digits(number);
  if (!/^0[1-7]\d{8}$/.test(plain)) return null;
  return number.startsWith('(0')
    ? number.replace(/^\(0(\d+)\)/, '+31 $1')
    : number.replace(/^0/, '+31 ').replace('-', ' ');
}

/** The address a phone dials: `tel:08002000`. */
export function telephoneLink(number: string): string {
  return `tel:${digits(number)}`;
}

/** The address that opens a WhatsApp talk with an international number. */
export function whatsappLink(number: string): string {
  return `https://wa.me/${digits(number).replace('+', '')}`;
}
