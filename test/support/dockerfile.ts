/**
 * Reads a Dockerfile as far as its rules need: instructions, stage by stage. Lines that go on are joined; comments are left
 * out, also those between such lines.
 */

export interface Instruction {
  /** In capitals: `COPY`. */
  readonly name: string;
  readonly value: string;
}

/** From one `FROM` to the next. */
export type Stage = readonly Instruction[];

/** Everything that stands there, in order. */
export function instructionsIn(text: string): readonly Instruction[] {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  return lines
    .join('\n')
    .replace(/\\\s*\n/g, ' ')
    .split('\n')
    .map((line) => {
      const [, name = '', value = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? [];
      return { name: name.toUpperCase(), value: value.trim() };
    });
}

/** The stages; what stands before the first `FROM` belongs to none. */
export function stagesOf(instructions: readonly Instruction[]): readonly Stage[] {
  const begins = instructions.flatMap(({ name }, index) => (name === 'FROM' ? [index] : []));
  return begins.map((begin, index) => instructions.slice(begin, begins[index + 1]));
}
