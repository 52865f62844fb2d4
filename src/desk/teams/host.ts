/**
 * Teams, as the desk sees it when it is shown as a tab there. Nothing else of Teams is known to the desk.
 */

/** The looks that Teams can have. */
export const teamsThemes = ['default', 'dark', 'contrast'] as const;
export type TeamsTheme = (typeof teamsThemes)[number];

export interface TeamsHost {
  /** The look of Teams now. */
  readonly theme: TeamsTheme;
  /** Is told of every later look; several may listen. */
  onTheme(changed: (theme: TeamsTheme) => void): void;
  /** The language of Teams, such as `nl`, without a region; `nl` where Teams does not say. */
  readonly lang: string;
  /**
   * A token of who is signed in, for our server alone. Ask for it before each request and keep it nowhere: Teams keeps it,
   * and makes a new one in time. Rejects when Teams gives none. Teams opens a window that asks for consent or a password
   * only when `mayAsk` is true: that is for after a tap on "sign in", and nobody else is to be asked who they are.
   */
  token(how?: { readonly mayAsk: boolean }): Promise<string>;
}
