/**
 * On every page of the desk: the way out, nothing left behind when the page is left, and the look of Teams in a tab there.
 */
import { leave, watchShift } from '../../web/leaving.ts';
import { openInTeams } from '../teams/open.ts';

for (const press of ['click', 'auxclick'])
  addEventListener(press, (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('[data-exit]') !== null) {
      event.preventDefault();
      leave();
    } else if (event.target.closest('.jump') !== null) {
      // Followed as a link it would stand in the address and in the history.
      event.preventDefault();
      document.getElementById('start')?.focus();
    }
  });
watchShift(() => undefined, leave);
addEventListener('pagehide', () => document.getElementById('main')?.replaceChildren());
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.replace(location.pathname);
});
openInTeams();
