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

/** Whether this organisation may use the bot. Channels without organisations name none. */
export function allowsTenant({ app, tenants }: BotAccess, tenant: string | null): boolean {
  if (app === null || tenant === null) return true;
  const allowed = tenants.length === 0 ? [app.tenant] : tenants;
  return allowed.some((one) => one.toLowerCase() === tenant.toLowerCase());
}
