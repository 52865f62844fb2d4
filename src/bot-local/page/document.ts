/**
 * The page to try the bot on, as text.
 */
export const pageDocument = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Try the bot</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<header>
<h1>Try the bot</h1>
<label>As <select id="behaviour"></select></label>
<label>Language <select id="locale"></select></label>
<button id="again" type="button">Start again</button>
</header>
<main id="log" role="log" aria-label="Conversation"></main>
<footer>
<div id="suggestions"></div>
<form id="say">
<input id="text" aria-label="Message" autocomplete="off" dir="auto">
<button>Send</button>
</form>
</footer>
<script src="adaptivecards.js"></script>
<script src="page.js"></script>
`;

export const pageStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f5f2, #17181a);
  --raised: light-dark(#fff, #232528);
  --own: light-dark(#e3ecf7, #22344b);
  --ink: light-dark(#1b1c1e, #ececec);
  --quiet: light-dark(#5d6066, #a5a8ae);
  --edge: light-dark(#cfd1d4, #44474c);
  --wrong: light-dark(#a3170f, #ff9d94);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 46rem; height: 100dvh; display: grid; grid-template-rows: auto 1fr auto;
  background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
}
header, footer { padding: .75rem 1rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
h1 { margin: 0 auto 0 0; font-size: 1.1rem; }
h3 { margin: .25rem 0; font-size: 1.05rem; }
main { overflow-y: auto; padding: 0 1rem; }
article, .failure { margin: .5rem 0; padding: .5rem .75rem; border-radius: .5rem; background: var(--raised); }
article { border: 1px solid var(--edge); overflow-wrap: anywhere; }
article.person { background: var(--own); margin-inline-start: 20%; }
article :is(p, ul, ol) { margin: .25rem 0; }
.plain { white-space: pre-wrap; }
.note, summary { color: var(--quiet); font-size: .85rem; }
.failure { color: var(--wrong); border: 1px solid; }
.card { margin-top: .25rem; }
details { margin-top: .25rem; }
pre { overflow-x: auto; font-size: .8rem; }
button, select, input {
  font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--edge); border-radius: .5rem;
  padding: .4rem .7rem; min-height: 2.5rem;
}
button { cursor: pointer; text-align: start; white-space: normal; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 1px; }
a { color: inherit; }
.card [role=button] { cursor: pointer; border: 1px solid var(--edge); border-radius: .5rem; }
#suggestions { display: flex; flex-wrap: wrap; gap: .5rem; max-height: 40dvh; overflow-y: auto; }
#say { display: flex; gap: .5rem; margin-top: .5rem; }
#say input { flex: 1; min-width: 0; }
`;
