/**
 * The part of Teams that every page of the desk carries: small, and silent outside a frame.
 */
import type { TeamsHost, TeamsTheme } from './host.ts';

/** Where the server hands out the rest. In a variable, so that it is loaded and not bundled. */
const address: string = '/desk/teams.js';

function wear(theme: TeamsTheme): void {
  document.documentElement.dataset.theme = theme;
}

/**
 * In a tab another site does not come up, or comes up inside Teams: links to it open a window of their own. The way out
 * empties the tab first, because Teams itself stays where it is. A page that has dealt with the tap itself is let be.
 */
function leadOutOfTab(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (event.defaultPrevented || link === null || link.origin === location.origin) return;
  // Telephone and mail belong to the device.
  if (!/^https?:$/.test(link.protocol)) return;
  event.preventDefault();
  if (link.dataset.exit !== undefined) document.body.replaceChildren();
  window.open(link.href, '_blank', 'noopener,noreferrer');
}

/**
 * Teams, when this page is shown in it, else null; never rejects. The page then wears the look of Teams, and follows it
 * when it changes; links to other sites open beside Teams. Outside a frame nothing is loaded, asked or changed.
 */
export async function openInTeams(): Promise<TeamsHost | null> {
  if (window.parent === window) return null;
  document.addEventListener('click', leadOutOfTab);
  try {
    const { joinTeams }: typeof import('./join.ts') = await import(address);
    const host = await joinTeams();
    if (host === null) return null;
    wear(host.theme);
    host.onTheme(wear);
    return host;
  } catch {
    // The file did not come. The page works without it.
    return null;
  }
}
