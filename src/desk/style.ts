/**
 * What pages of the desk look like besides the look of the talk: wider, with tables and forms. The same colours, so that
 * light, dark and the themes of Teams change one list.
 */
const source = `
.desk .wrap{max-inline-size:72rem}
.desk h1{font-size:1.5rem;line-height:1.3;margin-block:1rem .5rem}
.desk-pages ul{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.desk-pages a{display:inline-flex;align-items:center;min-block-size:2.75rem}
.desk-pages [aria-current]{color:inherit;font-weight:600;text-decoration:none}
`;

/** As it stands in the page; the security headers allow exactly this text. */
export const deskStyle = source.replace(/\n\s*/g, '').replace(/;\}/g, '}').trim();
