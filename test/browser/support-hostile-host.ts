/**
 * The page of a site that wants to know what is said in the frame on it: a tag manager that wraps whatever can be
 * wrapped, a session recorder that writes down whatever happens, and probes that look again and again.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Runs in the host's page before anything else (its text is put there, so it uses nothing from outside itself). What is
 * seen is written to `seen`, without times; what is the same again and again is written once.
 */
function spy(): void {
  const seen: string[] = [];
  const frames: HTMLIFrameElement[] = [];
  const roots: ShadowRoot[] = [];
  Object.assign(window, { seen, spied: frames, roots });
  const note = (what: string): void => {
    if (seen.at(-1) !== what) seen.push(what);
  };
  const described = (value: unknown): string => {
    try {
      return JSON.stringify(value) ?? String(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  };

  // The tag manager: everything that passes through the page is written down on its way.
  const wrap = (owner: object, name: string): void => {
    const plain: unknown = Reflect.get(owner, name);
    if (typeof plain !== 'function') return;
    Reflect.set(owner, name, function wrapped(this: unknown, ...values: unknown[]) {
      note(
        `called ${name} ${values.map((value) => (typeof value === 'function' ? 'function' : described(value))).join()}`,
      );
      return Reflect.apply(plain, this, values);
    });
  };
  wrap(EventTarget.prototype, 'addEventListener');
  wrap(EventTarget.prototype, 'dispatchEvent');
  wrap(window, 'fetch');
  wrap(window, 'postMessage');
  wrap(XMLHttpRequest.prototype, 'open');
  wrap(XMLHttpRequest.prototype, 'send');
  for (const name of ['sendBeacon', 'vibrate', 'share']) wrap(Navigator.prototype, name);
  for (const name of ['pushState', 'replaceState', 'back', 'forward', 'go']) wrap(History.prototype, name);
  for (const name of ['focus', 'blur', 'scrollIntoView', 'setAttribute']) wrap(HTMLElement.prototype, name);
  for (const name of ['setItem', 'getItem']) wrap(Storage.prototype, name);
  for (const name of ['open', 'alert', 'confirm', 'print', 'scrollTo', 'focus', 'blur']) wrap(window, name);

  // The closed root of the loader is opened, so that nothing depends on the host being polite.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachOpen(this: Element, options: ShadowRootInit) {
    const root = attach.call(this, { ...options, mode: 'open' });
    roots.push(root);
    watchTree(root);
    return root;
  };

  // The session recorder.
  const pathOf = (target: EventTarget | null): string =>
    target instanceof Element ? `${target.localName}#${target.id}` : Object.prototype.toString.call(target);
  const events =
    `abort animationend animationstart auxclick beforeinput beforematch beforetoggle beforeunload blur cancel
    change click close compositionend compositionstart contextmenu copy cut dblclick drag dragend dragenter dragleave
    dragover dragstart drop error focus focusin focusout formdata fullscreenchange gotpointercapture hashchange input
    invalid keydown keypress keyup load lostpointercapture message messageerror mousedown mouseenter mouseleave mousemove
    mouseout mouseover mouseup offline online orientationchange pagehide pageshow paste pointercancel pointerdown
    pointerenter pointerleave pointermove pointerout pointerover pointerup popstate reset resize scroll scrollend
    securitypolicyviolation select selectionchange selectstart slotchange storage submit toggle touchcancel touchend
    touchmove touchstart transitionend transitionrun unhandledrejection unload visibilitychange wheel`.split(/\s+/);
  const record = (event: Event): void => {
    const detail =
      event instanceof MessageEvent
        ? ` ${event.origin} ${described(event.data)}`
        : event instanceof KeyboardEvent
          ? ` ${event.key}`
          : event instanceof MouseEvent
            ? ` ${event.clientX},${event.clientY} ${event.buttons}`
            : '';
    note(`event ${event.type} ${pathOf(event.composedPath()[0] ?? event.target)}${detail}`);
  };
  for (const type of events) {
    window.addEventListener(type, record, { capture: true, passive: true });
    document.addEventListener(type, record, { capture: true, passive: true });
  }

  const watchTree = (root: Node): void =>
    new MutationObserver((records) => {
      for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
        const names = [...addedNodes, ...removedNodes].map(({ nodeName }) => nodeName).join();
        note(`changed ${type} ${target.nodeName} ${attributeName ?? ''} ${names}`);
      }
      for (const frame of root instanceof ShadowRoot ? root.querySelectorAll('iframe') : []) {
        if (frames.includes(frame)) continue;
        frames.push(frame);
        frame.addEventListener('load', () => note('frame loaded'));
        new ResizeObserver(([entry]) =>
          note(`frame size ${entry?.contentRect.width} ${entry?.contentRect.height}`),
        ).observe(frame);
      }
    }).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  watchTree(document);

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const size = entry instanceof PerformanceResourceTiming ? ` ${entry.transferSize} ${entry.decodedBodySize}` : '';
      note(`entry ${entry.entryType} ${entry.name}${size}`);
    }
  }).observe({ entryTypes: ['resource', 'navigation', 'layout-shift', 'element', 'visibility-state', 'paint'] });

  // The probes: at every frame, what can be read of the frame and of what both share.
  const tried = (act: () => unknown): string => {
    try {
      return described(act());
    } catch (error) {
      return error instanceof DOMException ? error.name : Object.prototype.toString.call(error);
    }
  };
  const probe = (): void => {
    const inside = frames.map((frame) => {
      const view = frame.contentWindow;
      return [
        tried(() => frame.contentDocument),
        tried(() => view?.document),
        tried(() => view?.location.href),
        tried(() => view?.history.length),
        tried(() => view && Reflect.get(view, 'wegwijzer')),
        tried(() => view?.name),
        tried(() => view?.origin),
        tried(() => view?.localStorage),
        tried(() => view?.performance.now()),
        tried(() => view?.length),
        tried(() => view?.closed),
        tried(() => view?.opener),
        tried(() => view?.frameElement),
        tried(() => frame.getSVGDocument()),
        tried(() => frame.contentWindow?.getSelection()),
        tried(() => [frame.src, frame.name, frame.getBoundingClientRect()]),
      ].join(' ');
    });
    const { activeElement } = document;
    const around = [
      history.length,
      location.href,
      document.title,
      document.referrer,
      document.cookie,
      localStorage.length + sessionStorage.length,
      activeElement?.localName,
      activeElement?.shadowRoot?.activeElement?.localName,
      scrollX,
      scrollY,
      String(getSelection()),
      window.length,
      tried(() => window[0] && Reflect.get(window[0], 'wegwijzer')),
      navigator.userActivation.hasBeenActive,
      navigator.serviceWorker?.controller,
      document.fullscreenElement,
      document.visibilityState,
      performance.getEntriesByType('resource').length,
    ];
    note(`probe ${around.join('|')} ${inside.join('|')}`);
    requestAnimationFrame(probe);
  };
  requestAnimationFrame(probe);
}

/** Runs in the host's page: sends into the frame all that might move it, and tries what may not be tried. */
export function attack(): void {
  const { spied } = window as unknown as { spied: HTMLIFrameElement[] }; // Put there by the spy.
  const messages: readonly unknown[] = [
    { wegwijzer: 'leave' },
    { wegwijzer: 'leave', to: 'https://caught.example/' },
    { wegwijzer: 'wipe' },
    { wegwijzer: { talk: { wipe: true } } },
    { type: 'submit', form: 'talk', input: 'choose:who=parent' },
    { input: 'choose:who=parent' },
    { edition: '000000000000', lang: 'nl', dir: 'ltr', texts: [] },
    'choose:who=parent',
    'wegwijzer:state',
    JSON.stringify({ event: 'gtm.js', answers: 'who=parent' }),
    ['back:0'],
    { key: 'Shift', type: 'keydown' },
    null,
    undefined,
    0,
    new ArrayBuffer(8),
    new Map([['input', 'choose:who=parent']]),
    new Date(0),
    document.title,
  ];
  const talkOf = (view: Window | null | undefined): { wipe(): void } | undefined =>
    view ? Reflect.get(Reflect.get(view, 'wegwijzer'), 'talk') : undefined;
  const tries: readonly ((frame: HTMLIFrameElement) => unknown)[] = [
    ...messages.map((message) => (frame: HTMLIFrameElement) => frame.contentWindow?.postMessage(message, '*')),
    (frame) => frame.contentWindow?.postMessage({ wegwijzer: 'leave' }, '*', [new MessageChannel().port1]),
    (frame) => frame.contentWindow?.dispatchEvent(new Event('submit')),
    (frame) => frame.contentWindow?.document.querySelector('button')?.click(),
    (frame) => frame.contentDocument?.querySelector('button')?.click(),
    (frame) => frame.contentWindow && talkOf(frame.contentWindow)?.wipe(),
    (frame) => frame.contentWindow && Reflect.set(frame.contentWindow, 'wegwijzer', {}),
    (frame) => frame.contentWindow && Reflect.set(frame.contentWindow, 'name', 'caught'),
    (frame) => frame.contentWindow && Reflect.set(frame.contentWindow, 'onmessage', () => undefined),
    (frame) => frame.contentWindow?.history.back(),
    (frame) => frame.contentWindow?.stop(),
    (frame) => frame.contentWindow?.print(),
    (frame) => frame.contentWindow?.getSelection(),
    (frame) => frame.contentWindow?.addEventListener('submit', () => undefined),
    () => talkOf(window[0])?.wipe(),
    (frame) =>
      frame.contentWindow && Reflect.set(frame.contentWindow, 'location', 'javascript:document.title="caught"'),
    (frame) => frame.contentWindow?.close(),
    (frame) => frame.contentWindow?.location.reload(),
    (frame) => frame.setAttribute('sandbox', `${frame.getAttribute('sandbox')} allow-same-origin`),
    (frame) => frame.setAttribute('allow', 'microphone; camera; geolocation; clipboard-read'),
    (frame) => frame.dispatchEvent(new Event('load')),
    (frame) =>
      dispatchEvent(
        new MessageEvent('message', { data: { wegwijzer: 'leave' }, source: frame.contentWindow?.parent ?? null }),
      ),
  ];
  for (const frame of spied) {
    for (const act of tries) {
      try {
        act(frame);
      } catch {
        // Refused; what was not refused shows in the talk.
      }
    }
  }
}

export interface HostileHost {
  readonly url: string;
  /** Which site its pages embed from now on. */
  serve(site: string): void;
  close(): Promise<void>;
}

function pageWith(body: string): string {
  return `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<script>globalThis.__name = (one) => one;(${spy})()</script>
<style>body{margin:0;font:16px sans-serif}iframe{position:absolute;inset:100px auto auto 100px;width:500px;height:500px;border:0}</style>
<body><h1>Host</h1><p>Some text. <input id="field" aria-label="field"></p>${body}<div style="height:3000px">Much more text.</div></body></html>`;
}

/** The frame as the loader makes it, in the page itself, with a name by which it could be aimed at. */
function frameOf(site: string): string {
  return `<iframe name="talk" title="Informatie" src="${site}embed#embed=1&amp;lang=nl" referrerpolicy="no-referrer" credentialless allow=""
    sandbox="allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation allow-top-navigation-to-custom-protocols"></iframe>
    <script>const frame = document.querySelector('iframe'); spied.push(frame); frame.addEventListener('load', () => seen.push('frame loaded'));</script>`;
}

/** Another site than the one of the talk: `localhost`, not `127.0.0.1`. `/loader` uses the loader, `/frame` a frame of its own. */
export async function startHostileHost(): Promise<HostileHost> {
  let site = '';
  const server: Server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (request.url === '/loader') {
      response.end(pageWith(`<weg-wijzer lang="nl"></weg-wijzer><script src="${site}embed.js"></script>`));
    } else response.end(pageWith(frameOf(site)));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  // A server that listens on a port has an address with that port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    serve: (url) => {
      site = url;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
