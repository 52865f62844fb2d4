/**
 * The look: calm, warm, legible. Logical properties only, so that it mirrors for scripts that run right to left; no
 * fonts, pictures or colours from elsewhere; light and dark by the reader's own setting.
 */
const source = `
:root{
  color-scheme:light dark;
  --paper:#f7f1e8;--card:#fffcf7;--ink:#2a2420;--soft:#645a51;--line:#ded2c2;
  --accent:#1c5450;--on:#fff;--tint:#e6eeea;--care:#8a5a16;--danger:#a8322a
}
@media(prefers-color-scheme:dark){:root{
  --paper:#1b1816;--card:#262220;--ink:#efe7dc;--soft:#b9ada0;--line:#453d37;
  --accent:#8fd0c4;--on:#10211f;--tint:#243230;--care:#e2b26c;--danger:#f09a8f
}}
*{box-sizing:border-box}
html{
  font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
  background:var(--paper);color:var(--ink);overscroll-behavior:contain;
  scroll-padding-block:8rem 2rem;-webkit-text-size-adjust:100%;text-size-adjust:100%
}
body{margin:0;overflow-wrap:anywhere}
h1,h2,h3,p,ol,ul{margin:0;padding:0}
ol,ul{list-style:none}
p{white-space:pre-line}
a{color:var(--accent);text-underline-offset:.2em}
bdi{white-space:nowrap}
button,input{font:inherit;color:inherit}
button{cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.numbers :focus-visible{outline-offset:0}
[tabindex="-1"]:focus{outline:0}
.wrap{max-inline-size:42rem;margin-inline:auto;padding-inline:1rem}
.hid,.jump:not(:focus){position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.jump{position:absolute;z-index:2}
.top .jump:focus{inset-block-start:100%}

.top{position:sticky;inset-block-start:0;z-index:1;background:var(--paper);border-block-end:1px solid var(--line)}
.top .wrap{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.3rem 1.5rem;padding-block:.5rem .3rem;max-inline-size:64rem}
.exit{
  display:inline-flex;align-items:center;gap:.5rem;min-block-size:2.75rem;padding:.25rem 1.1rem;border-radius:2rem;
  background:var(--accent);color:var(--on);font-weight:600;text-decoration:none
}
.top nav{flex:1 1 17.5rem;max-inline-size:44rem}
.numbers{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 .3rem}
.numbers a{display:flex;flex-direction:column;justify-content:center;min-block-size:2.75rem;min-inline-size:2.75rem;color:var(--soft);text-decoration:none;font-size:.8rem;line-height:1.3}
.numbers bdi{font-size:clamp(.75rem,4.1vw,1.05rem);font-weight:700;color:var(--accent)}
.under{display:flex;flex-wrap:wrap;align-items:flex-start;justify-content:flex-end;gap:0 1rem;padding-block-start:.4rem}
.tools{flex:1 1 auto}
.tools .note{margin-block-end:.5rem}
.key{flex:1 1 12rem;font-size:.8rem;line-height:1.5;color:var(--soft)}
.langs{flex:0 1 auto;min-inline-size:0}
.langs:has(.glance,[open]){flex-basis:100%}
.langs summary{display:flex;align-items:center;gap:.5rem}
.glance{flex:1 1 0;min-inline-size:0;margin-inline-start:.5rem;font-size:.9rem;line-height:1.4;color:var(--soft)}
.langs summary .pic{inline-size:1.4rem;block-size:1.4rem}
.langs div{display:flex;flex-wrap:wrap;gap:0 1.25rem}


main{padding-block:0 2rem}
main>*+*,.talk>*+*{margin-block-start:1rem}
main>.hid+*{margin-block-start:.4rem}
.say,.note,.list,.card{background:var(--card);border:1px solid var(--line);border-radius:1.1rem;padding:1rem 1.15rem}
.say{border-start-start-radius:.3rem}
.say p+p,.note p+p,.list p+p,.list ul,.list h2~*,.note h2~*{margin-block-start:.6rem}
h2,h3{font-size:1.2rem;line-height:1.3;text-wrap:balance}
.say,.ask{max-inline-size:36rem;inline-size:fit-content}
.ask{font-size:1.3rem;padding:.9rem 1.15rem;background:var(--tint);border-radius:1.1rem;border-start-start-radius:.3rem}
.note{border-inline-start:4px solid var(--accent);border-start-start-radius:.3rem;border-end-start-radius:.3rem}
.note.care{border-inline-start-color:var(--care)}
.note.danger{border-inline-start-color:var(--danger)}
.list li{padding-inline-start:1.3rem;position:relative}
.list li+li{margin-block-start:.45rem}
.list li::before{content:"";position:absolute;inset-inline-start:.2rem;inset-block-start:.62em;inline-size:.4rem;block-size:.4rem;border-radius:50%;background:var(--accent)}
.list.warn li::before{block-size:2px;inline-size:.7rem;inset-inline-start:0;inset-block-start:.72em;background:var(--care)}

.opts{display:grid;gap:.6rem}
.reply{padding-inline-start:clamp(1rem,6vw,4rem)}
.opt{
  display:flex;align-items:center;gap:.9rem;inline-size:100%;min-block-size:3.25rem;padding:.7rem 1.15rem;text-align:start;background:var(--card);
  border:1.5px solid var(--accent);border-radius:1.1rem;border-end-end-radius:.3rem;line-height:1.35
}
.opt.quiet{border-color:var(--line);color:var(--soft)}
.opt.alarm{border-color:var(--line);border-inline-start:4px solid var(--danger);border-start-start-radius:.3rem;border-end-start-radius:.3rem;padding-inline-start:calc(1.15rem - 2.5px)}
.pic{flex:none;inline-size:1.75rem;block-size:1.75rem;color:var(--accent)}
.alarm .pic{color:var(--danger)}
.quiet .pic,.opt:active .pic,.call .pic{color:inherit}
[dir=rtl] .turns{transform:scaleX(-1)}
.opt:hover{background:var(--tint)}
.opt:active,.opt:active.quiet{background:var(--accent);color:var(--on)}
.more{padding-block-start:.6rem}
.more h2{font-size:1rem;color:var(--soft);margin-block-end:.5rem}
.more .opt{border-color:var(--line);border-radius:.9rem;min-block-size:2.75rem;padding-block:.5rem}
.line{background:none;border:0;min-block-size:2.75rem;padding:.4rem .35rem;color:var(--accent);text-decoration:underline;text-underline-offset:.2em;text-align:start}
.row{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.row .line,.langs .line{padding-inline:0}

.type p{font-size:.9rem;color:var(--soft)}
.type .label{font-size:inherit;font-weight:600;color:inherit}
.type div{display:flex;flex-wrap:wrap;gap:.5rem;margin-block-start:.4rem}
.type input{flex:1 1 12rem;inline-size:100%;min-inline-size:0;min-block-size:3rem;padding:.5rem 1rem;background:var(--card);border:1.5px solid var(--soft);border-radius:1.1rem}
.send{min-block-size:3rem;padding-inline:1.3rem;border:0;border-radius:1.1rem;background:var(--accent);color:var(--on);font-weight:600}

.code{margin:.6rem 0 0;padding:.8rem 1rem;overflow-x:auto;background:var(--tint);border-radius:.6rem;font:.85rem/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
#choose{display:grid;gap:.8rem;margin-block-start:1rem}
#choose label{display:grid;gap:.25rem;font-weight:600}
#choose :is(select,input){font:inherit;min-inline-size:0;min-block-size:2.75rem;padding:.4rem .8rem;background:var(--card);color:inherit;border:1.5px solid var(--soft);border-radius:.7rem}

summary{min-block-size:2.75rem;padding-block:.6rem;cursor:pointer;color:var(--accent)}
.past li{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 1rem;padding-block:.3rem;border-block-start:1px solid var(--line)}
.past p{flex:1 1 12rem}
.past small,.small{font-size:.875rem;color:var(--soft)}

.cards{display:grid;gap:1rem;margin-block-start:.7rem}
.card>*+*{margin-block-start:.7rem}
.small+.small{margin-block-start:.25rem}
.why{color:var(--accent);font-weight:600}
.facts{color:var(--soft)}
.facts li{display:inline}
.facts li+li::before{content:" · "}
.links{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem 1.1rem}
.links a{display:inline-flex;align-items:center;min-block-size:2.75rem;gap:.3em}
.links .call{
  flex:1 1 100%;justify-content:center;flex-wrap:wrap;min-block-size:3.25rem;padding:.5rem 1.15rem;border-radius:1.1rem;
  background:var(--accent);color:var(--on);font-size:1.2rem;font-weight:700;text-decoration:none
}
.beside .call{flex:0 1 auto;min-block-size:2.75rem;font-size:1rem;background:none;color:var(--accent);border:1.5px solid var(--accent)}
.learn>*+*,.learn .type+*{margin-block-start:.7rem}
.learn ol{list-style:decimal;padding-inline-start:1.4rem}
.chunks{display:flex;flex-wrap:wrap;gap:.2em .7em;font-size:1.9rem;font-weight:700;letter-spacing:.06em;line-height:1.5}
.learn .line,.routes .line{padding-inline:0}
[dir=rtl] :is(h3,.quote p,.beside p)[dir=ltr]{text-align:end}
[dir=rtl] .chunks{justify-content:flex-end}
.veiled{visibility:hidden}
.reading{background:var(--tint);outline:2px solid var(--accent);outline-offset:2px}
.learn .type [role=status]{margin-block-start:.6rem;color:inherit;font-size:1rem}
.print{display:none}
.card details+details{margin-block-start:0}
.code code{user-select:all}
.quote{border-inline-start:3px solid var(--line);padding-inline-start:.9rem}
.quote strong{display:block;font-size:1.12rem;line-height:1.4}
.beside li+li{margin-block-start:.9rem}
.first{border-block-start:2px solid var(--danger);padding-block-start:1rem}
.first .call{font-size:2rem;min-block-size:5rem}

.presses{display:none;gap:.25rem}
.presses:not([data-presses="0"]){display:flex}
.presses i{inline-size:.6rem;block-size:.6rem;border:1.5px solid currentColor;border-radius:50%}
.presses[data-presses="1"] i:first-child,.presses[data-presses="2"] i:not(:last-child){border-width:.3rem}

[data-waiting] main,[data-waiting] footer,[data-waiting] .under,.covered>*{visibility:hidden}
[aria-busy]{cursor:progress}
[aria-busy] :is(.reply,.more){opacity:.6}
[aria-busy] #status:not(:empty){position:fixed;inset:auto 1rem 1rem;z-index:2;inline-size:auto;block-size:auto;clip-path:none;padding:.8rem;text-align:center;background:var(--ink);color:var(--paper);border-radius:1.1rem;white-space:normal}
.covered{overflow:hidden}
.covered>#cover,.covered .top .exit:not(.jump){visibility:visible}
#cover{
  position:fixed;inset:0;display:flex;flex-direction:column;align-items:center;justify-content:safe center;gap:1.2rem;overflow:auto;
  padding:5rem 1rem 2rem;background:var(--paper);font-size:1.2rem;text-align:center
}
#cover .opt{inline-size:auto;flex:none;border-radius:1.1rem}
footer{border-block-start:1px solid var(--line);padding-block:.75rem 2rem;font-size:.875rem;color:var(--soft)}

@media(hover:hover) and (pointer:fine){.print{display:block}}
@media(max-width:46rem){
  .key{flex-basis:100%;padding-block-end:.4rem}
  .facts li{display:block}
  .facts li+li::before{content:none}
  .links .call{text-align:center;padding-inline:.8rem}
}
@media(min-width:46rem){
  .key{display:none}
  .top nav{flex-basis:34rem}
  .numbers bdi{font-size:1.1rem}
  .card .call{flex:0 1 auto;padding-inline:1.6rem}
}
@media(max-width:46rem),(max-height:30rem){.numbers span{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}}
@media(max-height:30rem){
  html{scroll-padding-block:4rem 1rem}
  .top .wrap{flex-wrap:nowrap;align-items:flex-start;gap:.3rem;padding:.4rem}
  .exit:not(.jump){padding:0 .8rem;flex:none}
  .top nav{flex:1 1 auto}
}
@media(max-height:30rem) and (max-width:40rem){
  .exit:not(.jump){inline-size:2.75rem;padding:0;flex-direction:column;justify-content:center;gap:0}
  .exit b{line-height:1}
  .exit span{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
  .numbers{gap:0 .2rem}
  .numbers bdi{font-size:.75rem}
}
@media(prefers-reduced-motion:no-preference){.opt,.send,.exit{transition:background-color .15s}}
@media(prefers-contrast:more){:root{--line:currentColor;--soft:var(--ink)}}
@media(forced-colors:active){.exit,.call,.send{border:2px solid ButtonText}.list li::before,.list.warn li::before{background:CanvasText}.pic,.alarm .pic,.quiet .pic{color:ButtonText}}
@media print{
  body *{display:none!important}
  main,.talk,.routes,.cards,.card,.card>.links,.card>.links [href^="tel:"]{display:block!important}
  .card>.links [href^="tel:"] *{display:inline!important}
  .card>.links .hid{display:none!important}
  html,.card,.card .call{background:#fff;color:#000;border:0;padding:0;text-align:start}
}
`;

/** As it stands in the page; the security headers allow exactly this text. */
export const pageStyle = source.replace(/\n\s*/g, '').replace(/;\}/g, '}').trim();
