/**
 * What the editors' page adds to the look of the desk.
 */
const source = `
.keep{display:grid;gap:1rem;max-inline-size:36rem;margin-block-start:1rem}
.keep label:not(.pick){display:grid;gap:.25rem;font-weight:600}
.keep :is(select,[type=file]){font:inherit;font-weight:400;inline-size:100%;min-inline-size:0;min-block-size:2.75rem;padding:.4rem .8rem;background:var(--card);color:inherit;border:1.5px solid var(--soft);border-radius:.7rem}
.keep [type=file]::file-selector-button{font:inherit;color:var(--accent);background:var(--tint);border:0;border-radius:.5rem;padding:.3rem .8rem;margin-inline-end:.8rem}
.keep fieldset{border:0;margin:0;padding:0}
.keep legend{font-weight:600;padding:0}
.keep .pick{display:flex;align-items:center;gap:.7rem;min-block-size:2.75rem}
.keep .pick input{inline-size:1.25rem;block-size:1.25rem;accent-color:var(--accent);margin:0}
.keep .send{justify-self:start}
.intro{max-inline-size:36rem}
.intro p+p{margin-block-start:.5rem}
.data{inline-size:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
.data :is(th,td){padding:.4rem .5rem;text-align:start;border-block-end:1px solid var(--line)}
.data thead th{font-size:.875rem;color:var(--soft);vertical-align:bottom}
.data tbody th{font-weight:400}
.changes{display:grid;gap:.7rem}
.changes li{background:var(--card);border:1px solid var(--line);border-radius:1.1rem;padding:.8rem 1.15rem}
.changes h2{font-size:1rem}
.changes h2 .small{font-weight:400}
.changes :is(dl,p){margin-block:.4rem 0}
.changes dl div{display:flex;gap:.8rem}
.changes dt{flex:0 0 4rem;color:var(--soft)}
.changes dd{margin:0;min-inline-size:0}
.changes .was dd{color:var(--soft);text-decoration:line-through}
.changes .was dd:has(i){text-decoration:none}
.changes .will dd{font-weight:600}
.changes .where{margin-inline-end:1rem;font-weight:400;color:var(--soft)}
.changes .where b{color:var(--ink)}
.cure::before{content:"→ ";color:var(--accent)}
.back{display:inline-flex;align-items:center;min-block-size:2.75rem}
@media(min-width:48rem){.changes dl{display:grid;grid-template-columns:1fr 1fr;gap:1rem}}
`;

/** As it stands in the page; the security headers have to allow exactly this text. */
export const uploadStyle = source.replace(/\n\s*/g, '').replace(/;\}/g, '}').trim();
