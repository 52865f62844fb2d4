/**
 * Learning a number by heart: hide it, and try to type it. The number and the steps are in the page without this.
 */

/** Arabic and Persian keyboards write digits of their own; their last four bits are the digit. */
function digitsOf(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/\D/g, '');
}

/**
 * What to say of an attempt; null while too little is typed to say anything (`finished` says that no more will come).
 * Only digits count. For the `+` of a country she may also type `00`, as telephones take it.
 */
export function judged(typed: string, number: string, finished: boolean): 'right' | 'not-yet' | null {
  const wanted = digitsOf(number);
  const said = number.startsWith('+') ? digitsOf(typed).replace(/^00/, '') : digitsOf(typed);
  if (said === wanted) return 'right';
  return said !== '' && (finished || said.length >= wanted.length) ? 'not-yet' : null;
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

function practice(details: HTMLDetailsElement, chunks: Element, say: (key: string) => string): void {
  const number = (chunks.textContent ?? '').trim();
  const toggle = element('button', 'line');
  toggle.type = 'button';
  const veil = (veiled: boolean): void => {
    chunks.classList.toggle('veiled', veiled);
    toggle.textContent = say(veiled ? 'ui:learn.show' : 'ui:learn.hide');
  };
  toggle.onclick = () => veil(!chunks.classList.contains('veiled'));

  // Without a form around it, Enter sends nothing; without a name, nothing is remembered.
  const field = element('input', '');
  field.inputMode = 'tel';
  field.autocomplete = 'off';
  field.maxLength = 30;
  field.dir = 'ltr';
  const label = element('p', 'label');
  label.textContent = say('ui:learn.try');
  // Named without an id: a site around a frame could point at one, and learn how many cards there are.
  field.setAttribute('aria-label', say('ui:learn.try'));
  const status = element('p', '');
  status.setAttribute('role', 'status');
  const judge = (finished: boolean): void => {
    const verdict = judged(field.value, number, finished);
    status.textContent = verdict === null ? '' : say(`ui:learn.${verdict}`);
  };
  field.oninput = () => judge(false);
  field.onchange = () => judge(true);
  field.onkeydown = ({ key }) => {
    if (key === 'Enter') judge(true);
  };

  details.ontoggle = () => {
    if (details.open) return;
    field.value = '';
    judge(false);
    veil(false);
  };

  const line = element('div', '');
  line.append(field);
  const box = element('div', 'type');
  box.append(label, line, status);
  veil(false);
  chunks.after(toggle);
  details.append(box);
}

/**
 * Adds to each `details.learn` of a new `<main>` a button that hides its number, which keeps its place (class `veiled`),
 * and a field to try it in. What is typed stays in that field and goes when the section is closed. Once for each `main`.
 */
export function learning(main: Element, say: (key: string) => string): void {
  main.querySelectorAll<HTMLDetailsElement>('details.learn').forEach((details) => {
    const chunks = details.querySelector('.chunks');
    if (chunks !== null) practice(details, chunks, say);
  });
}
