/**
 * Who may speak with the bot, and whom it answers to.
 */
export interface BotAccess {
  /** The app registration at Microsoft; null: none, and everybody on this machine may try the bot. */
  readonly app: {
    readonly id: string;
    readonly tenant: string;
    /** By what it proves that it is this app: a secret, or a certificate and its key (files). */
    readonly proof: { readonly clientSecret: string } | { readonly certPemFile: string; readonly certKeyFile: string };
  } | null;
  /** Where tokens of the tenant are signed; null: at Microsoft. */
  readonly authority: string | null;
  /** Who may have made a token; empty: the Bot Framework and the tenant. */
  readonly issuers: readonly string[];
  /** The organisations that may use it in Teams; empty: that of the app. */
  readonly tenants: readonly string[];
  /** Hosts besides those of Microsoft to which an answer may be sent. */
  readonly serviceHosts: readonly string[];
}

/** Whether people of these organisations, all that were named, may use the bot. */
export function allowsTenants({ app, tenants }: BotAccess, named: readonly string[]): boolean {
  if (app === null) return true;
  const allowed = (tenants.length === 0 ? [app.tenant] : tenants).map((one) => one.toLowerCase());
  return named.every((one) => allowed.includes(one.toLowerCase()));
}
