/** The script of the smallest page that can be a tab: it joins Teams, asks the server with its token, and can sign in. */
import { openInTeams } from '../../src/desk/teams/open.ts';

async function begin(): Promise<void> {
  const teams = await openInTeams();
  const token = await (teams?.token() ?? Promise.reject()).catch(() => null);
  const headers: HeadersInit = token === null ? {} : { authorization: `Bearer ${token}` };
  await fetch('/desk/api/session', { headers });
  if (teams !== null) document.documentElement.lang = teams.lang;
  document.querySelector('#sign-in')?.addEventListener('click', () => void teams?.token({ mayAsk: true }));
  document.body.dataset.ready = 'true';
}

begin();
