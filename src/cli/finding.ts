/** One thing that `wegwijzer doctor` looked at. `wrong` is null when all is well. */
export interface Finding {
  readonly about: string;
  readonly fine: string;
  readonly wrong: string | null;
}
