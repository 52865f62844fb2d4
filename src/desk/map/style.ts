/**
 * What the map looks like. Colours tell neighbours apart, and something else says the same each time: lines and numbers
 * for regions, size for how much is known, shape for how old it is. Those of regions are six of Okabe and Ito's (2008), which people
 * who see few colours tell apart, made darker or lighter until each stands out from the paper.
 */
const source = `
:root{
  --c0:#0a6aa8;--c1:#b4501a;--c2:#0b7a5c;--c3:#a2487f;--c4:#7d6a00;--c5:#4a4a55;
  --k:#1c5450;--land:#efe5d6
}
@media(prefers-color-scheme:dark){:root{
  --c0:#6cb8ee;--c1:#f2935c;--c2:#3ec79c;--c3:#e79cc8;--c4:#dcc23f;--c5:#c3c3cf;
  --k:#8fd0c4;--land:#3b342f
}}
.c0{--c:var(--c0)}.c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}.c4{--c:var(--c4)}.c5{--c:var(--c5)}

.atlas>*+*,.picture>*+*,.regions>*+*,.sheet>*+*{margin-block-start:1rem}
.atlas .to-list a{display:inline-flex;align-items:center;min-block-size:2.75rem}
.atlas>p{max-inline-size:42rem}
.views{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin:0;padding:0;border:0;min-inline-size:0}
.views legend{font-weight:600;padding:0}
.views label{display:inline-flex;align-items:center;gap:.5rem;min-block-size:2.75rem}
.views input{inline-size:1.25rem;block-size:1.25rem;margin:0;accent-color:var(--accent)}
.chart{display:block;inline-size:100%;block-size:auto;max-inline-size:40rem;background:var(--card);border:1px solid var(--line);border-radius:1.1rem}
.land{fill:none;stroke:var(--land);stroke-width:46;stroke-linecap:round;stroke-linejoin:round}
.by-region path{fill:var(--c)}
.by-region .web{fill:none;stroke:var(--c);stroke-width:2.5}
.known{fill:var(--k);stroke:var(--card);stroke-width:.75}
.known.k0{fill:none;stroke:var(--k);stroke-width:1.5}
.age{stroke:var(--card);stroke-width:.75}
.age.half-year{fill:var(--c2)}.age.year{fill:var(--c0)}.age.three-years{fill:var(--c4)}.age.older{fill:var(--c1)}
.age.undated{fill:var(--card);stroke:var(--c3);stroke-width:2.5}
.names{fill:var(--ink);stroke:var(--card);stroke-width:4;stroke-linejoin:round;paint-order:stroke;font-size:15px;text-anchor:middle;dominant-baseline:central;pointer-events:none}
.names .no{font-weight:700}
.by-region .leader{fill:none;stroke:var(--c);stroke-width:1.5;stroke-dasharray:2 3}
.long{display:none}
.short{font-size:26px;stroke-width:7}
.spots{fill:transparent;cursor:pointer}
.here{fill:none;stroke:var(--ink);stroke-width:4;pointer-events:none}
.key-dot{flex:none;inline-size:1.5rem;block-size:1.5rem}
.legend p{color:var(--soft)}
.legend ul{margin-block-start:.5rem}
.legend li{display:flex;align-items:center;gap:.5rem;min-block-size:2rem}
.atlas small{font-size:.875rem;color:var(--soft);font-weight:400}
.point>*+*{margin-block-start:.3rem}
.point label{display:block;font-weight:600}
.point select{font:inherit;color:inherit;inline-size:100%;max-inline-size:24rem;min-block-size:2.75rem;padding:.4rem .8rem;background:var(--card);border:1.5px solid var(--soft);border-radius:.7rem}
.said:not(:empty){padding:.6rem .9rem;background:var(--tint);border-radius:.7rem}
.regions details{border-block-end:1px solid var(--line)}
.regions details,.regions h2+p{margin-block-start:.2rem}
.regions summary{display:flex;align-items:center;gap:.7rem;color:inherit;line-height:1.35;padding-block:.45rem}
.regions summary::-webkit-details-marker{display:none}
.regions summary::after{content:"";flex:none;margin-inline:auto .5rem;inline-size:.5rem;block-size:.5rem;border:solid var(--soft);border-width:0 2px 2px 0;rotate:45deg}
.regions [open]>summary::after{rotate:225deg}
.regions summary span{font-weight:600}
.regions summary small{display:block}
.no{font-variant-numeric:tabular-nums}
.regions .no{flex:none;min-inline-size:2rem;padding-block:.15rem;text-align:center;border:2px solid var(--c);border-radius:1rem;line-height:1.3}
.wide{overflow-x:auto;margin-block-end:.8rem}
.wide table{border-collapse:collapse;inline-size:100%;min-inline-size:27rem;font-size:.875rem;line-height:1.4;overflow-wrap:break-word}
.wide :is(th,td){text-align:start;vertical-align:top;padding:.35rem .6rem .35rem 0;border-block-start:1px solid var(--line)}
.wide thead th{color:var(--soft);font-weight:600;border:0;position:static}
.wide tbody th{font-weight:600}
.wide :is(th,td):nth-child(3){min-inline-size:9rem}

.atlas:has([value=region]:checked) :is(.by-known,.by-age){display:none!important}
.atlas:has([value=known]:checked) :is(.by-region,.by-age){display:none!important}
.atlas:has([value=age]:checked) :is(.by-region,.by-known){display:none!important}
@supports not selector(:has(a)){.views,.by-known,.by-age{display:none}}

@media(min-width:40rem){.long{display:inline}.short{display:none}}
@media(min-width:64rem){
  .sheet{display:grid;grid-template:auto 1fr/minmax(0,11fr) minmax(0,9fr);gap:1.5rem 2.5rem;align-items:start}
  .sheet>*{margin-block-start:0}
  .picture{grid-area:1/1/3/2}
}
@media(forced-colors:active){
  :root{--c0:CanvasText;--c1:CanvasText;--c2:CanvasText;--c3:CanvasText;--c4:CanvasText;--c5:CanvasText;--k:CanvasText;--land:Canvas;--card:Canvas;--ink:CanvasText}
  .land{stroke:Canvas}.here{stroke:Highlight}.age.undated{fill:Canvas}.names{fill:CanvasText;stroke:Canvas}
}
@media print{
  @page{size:A4;margin:12mm}
  :root{--c0:#0a6aa8;--c1:#b4501a;--c2:#0b7a5c;--c3:#a2487f;--c4:#7d6a00;--c5:#4a4a55;--k:#1c5450;--land:#eee;--card:#fff;--ink:#000;--soft:#333;--line:#999}
  html{font-size:9pt}
  .desk main,.desk main h1{display:block!important;padding:0;margin:0}
  .atlas,.atlas *{display:revert!important}
  .atlas :is(.to-list,.point,.views,.hid){display:none!important}
  .atlas>*+*,.picture>*+*,.regions>*+*{margin-block-start:2mm}
  .atlas .list{border:0;padding:0;background:none}
  .atlas .sheet{display:grid!important;grid-template:auto 1fr auto/10cm 1fr;gap:3mm 6mm}
  .atlas .picture{display:contents!important}
  .atlas .sheet>*,.atlas .picture>*{margin:0}
  .chart{grid-area:1/1/3/2}
  .totals{grid-area:1/2/2/3}
  .legend{grid-area:2/2/3/3}
  .regions{grid-area:3/1/4/3}
  .rows{columns:2;column-gap:6mm}
  .atlas .rows details{margin:0;break-inside:avoid}
  .chart{display:block!important;border:0}
  .atlas .long{display:inline!important}
  .atlas .short{display:none!important}
  .regions summary{display:flex!important;min-block-size:0;padding-block:.3mm;gap:2mm}
  .regions summary::after{content:none}
  .atlas .regions h2+p{display:none!important}
  .atlas .regions summary small{display:block!important}
  .atlas .legend li{display:flex!important;min-block-size:0}
  .atlas small{font-size:7.5pt}
}
`;

/** As it stands in the page; the security headers allow exactly this text. */
export const mapStyle = source.replace(/\n\s*/g, '').replace(/;\}/g, '}').trim();
