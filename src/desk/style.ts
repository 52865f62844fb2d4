/**
 * What pages of the desk look like besides the look of the talk: wider, with tables and forms. The same colours, so that
 * light, dark and the themes of Teams change one list.
 */
import { teamsStyle } from './teams/style.ts';

const source = `
.desk .wrap{max-inline-size:76rem}
.desk h1{font-size:1.5rem;line-height:1.3;margin-block:.8rem .4rem}
.desk h2{font-size:1.25rem;margin-block:1.4rem .4rem}
.desk h3{font-size:1.1rem}
.desk-pages ul{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.desk-pages a{display:inline-flex;align-items:center;min-block-size:2.75rem}
.desk-pages [aria-current]{color:inherit;font-weight:600;text-decoration:none}
.desk-pages{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.25rem}
html:not([data-scripts]) .with-scripts,[data-scripts] .without-scripts{display:none}

.columns{display:grid;gap:1.5rem}
#finder{display:grid;gap:1rem;align-content:start}
.field{border:0;margin:0;padding:0;min-inline-size:0}
.field legend,.field>label,.further legend{font-weight:600;padding:0;margin-block-end:.35rem}
.further fieldset{border:0;padding:0;margin:.6rem 0;min-inline-size:0}
.chips{display:flex;flex-wrap:wrap;gap:.45rem}
.chip{position:relative;display:inline-flex}
.chip input{position:absolute;inset:0;inline-size:100%;block-size:100%;margin:0;opacity:0;cursor:pointer}
.chip span{display:flex;align-items:center;min-block-size:2.75rem;padding:.3rem .95rem;border:1.5px solid var(--line);border-radius:1.4rem;background:var(--card);line-height:1.25}
.chip:hover span{background:var(--tint)}
.chip input:checked+span{background:var(--accent);border-color:var(--accent);color:var(--on);font-weight:600}
.chip input:focus-visible+span{outline:3px solid var(--accent);outline-offset:3px}
.chip.emergency span{border-inline-start:5px solid var(--danger)}
.place input{font:inherit;inline-size:100%;min-block-size:3rem;padding:.5rem 1rem;background:var(--card);color:inherit;border:1.5px solid var(--soft);border-radius:1.1rem}
#place-said{min-block-size:1.4rem;margin-block-start:.4rem}
#finder .row{align-items:center}

#found>*+*{margin-block-start:1rem}
#found h2:first-child,.desk .list>h2:first-child{margin-block-start:0}
.summary{color:var(--soft);font-weight:600}
.numbered{counter-reset:way}
.numbered>.card{counter-increment:way;position:relative;padding-inline-start:3.4rem}
.numbered>.card::before{content:counter(way);position:absolute;inset-inline-start:.9rem;inset-block-start:.95rem;inline-size:1.75rem;block-size:1.75rem;border-radius:50%;background:var(--tint);color:var(--accent);font-weight:700;display:grid;place-items:center}
.topic{padding-block:.2rem}
.topic[open]{padding-block-end:1rem}
.topic summary{font-weight:600}
.topic+.topic{margin-block-start:.5rem}
.own .card{border-inline-start:4px solid var(--accent)}
.foot-bar{position:sticky;inset-block-end:0;padding:.6rem 0;background:linear-gradient(transparent,var(--paper) 35%)}
.foot-bar .send{inline-size:100%}
.paper{display:none}

.wide{overflow-x:auto}
.wide table{min-inline-size:46rem;overflow-wrap:normal}
.rule{font-weight:700;border-inline-start:4px solid var(--care);padding-inline-start:.8rem}
.desk table{border-collapse:collapse;inline-size:100%;margin-block-start:.6rem}
.desk :is(th,td){padding:.5rem .75rem;text-align:start;vertical-align:top;border-block-end:1px solid var(--line)}
.desk thead th{font-size:.9rem;color:var(--soft)}
.desk tbody th{font-weight:600}

.is-beside #main>:not(#beside),.is-beside .desk-pages{display:none}
#beside>*+*{margin-block-start:.8rem}
#beside select{font:inherit;min-block-size:2.75rem;padding:.4rem .8rem;background:var(--card);color:inherit;border:1.5px solid var(--soft);border-radius:.7rem}
.pair{display:grid;gap:.2rem 1.5rem;padding-block:.45rem}
.pair+.pair{border-block-start:1px solid var(--line)}
.pair p:first-child{color:var(--soft);font-size:.95rem}
.pair p:last-child{font-size:1.15rem}
.pair :is(.heading,.dutch){font-weight:700}
.pair .heading{font-size:1.15rem}
.pair .number{font-weight:700;color:var(--accent)}
.passage .pair p::before{content:none}
.passage summary{min-block-size:0;display:flex;align-items:baseline;gap:.6rem}
.passage summary::before{content:"▸";color:var(--accent)}
.passage[open] summary::before{content:"▾"}
.passage summary .pair{flex:1}
.passage summary::-webkit-details-marker{display:none}

.autocomplete__wrapper{position:relative}
.autocomplete__hint{display:none}
.autocomplete__menu{position:absolute;z-index:2;inset-inline:0;margin:.25rem 0 0;padding:.3rem;background:var(--card);border:1.5px solid var(--soft);border-radius:.9rem;max-block-size:20rem;overflow:auto;box-shadow:0 6px 24px #0003}
.autocomplete__menu--hidden{display:none}
.autocomplete__option{min-block-size:2.75rem;display:flex;align-items:center;padding:.3rem .8rem;border-radius:.6rem;cursor:pointer}
.autocomplete__option--focused,.autocomplete__option:hover{background:var(--tint);outline:2px solid var(--accent)}
.autocomplete__option--no-results{color:var(--soft);cursor:default}

@media(min-width:60rem){
  .columns{grid-template-columns:minmax(20rem,26rem) minmax(0,1fr);align-items:start}
  #finder{position:sticky;inset-block-start:5.5rem;max-block-size:calc(100vh - 6.5rem);overflow:auto;padding:3px 1rem 1rem 3px}
  .foot-bar{display:none}
  .columns.answered{grid-template-columns:minmax(0,1fr) minmax(20rem,26rem)}
}
@media(max-height:30rem){.foot-bar{position:static}}
@media(min-width:40rem){.pair{grid-template-columns:1fr 1fr}}
@media(forced-colors:active){.chip input:checked+span{outline:3px solid Highlight}}
@media print{
  .desk #found>*{display:none!important}
  .desk main,.desk .columns,.desk #found,.desk #found .paper{display:block!important}
  .desk .paper :is(p,ol){display:block!important}
  .desk .paper li{display:list-item!important;margin-block-end:.6rem}
  .desk .paper strong{display:inline!important}
  .desk .paper ol{list-style:decimal;padding-inline-start:1.4rem}
}
`;

/** As it stands in the page; the security headers allow exactly this text. */
export const deskStyle = `${source.replace(/\n\s*/g, '').replace(/;\}/g, '}').trim()}${teamsStyle}`;
