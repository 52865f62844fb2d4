/**
 * The headers on every answer: nothing may be loaded, framed, remembered or passed on.
 */
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { deskStyle } from '../desk/style.ts';
import { pageStyle } from '../render/page-style.ts';

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Everything a page could ask of a device. This page asks for nothing. */
const deviceFeatures = [
  'accelerometer',
  'attribution-reporting',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'join-ad-interest-group',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'run-ad-auction',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

const year = 365 * 24 * 60 * 60;
const httpsOnly = { maxAge: 2 * year, includeSubDomains: true } as const;

/** The value of `Strict-Transport-Security`, for answers that are written before there is a request. */
export const transportSecurity = `max-age=${httpsOnly.maxAge}; includeSubDomains`;

/** Scripts of our own, by their text where they stand in the page, and by our address where they are files. */
export interface PageScripts {
  /** The text of the script in the page. */
  readonly boot: string;
}

type Directives = { readonly [directive: string]: readonly string[] };

/** What a page may do. Nothing can be asked for but our own files: not with fetch, not with a picture, not with a frame. */
function pagePolicy({ boot }: PageScripts, more: Directives = {}): string {
  return policyOf({ 'script-src': [hashOf(boot), "'self'"], ...more });
}

function policyOf(more: Directives): string {
  const policy: Directives = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': [hashOf(pageStyle)],
    'img-src': ['data:'],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    ...more,
  };
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join(';');
}

/** Goes before everything else, so that errors carry the headers too. */
export function securityHeaders(scripts: PageScripts): readonly RequestHandler[] {
  const standard = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: httpsOnly,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xDnsPrefetchControl: { allow: false },
    xFrameOptions: { action: 'deny' },
  });
  const headers = {
    'Content-Security-Policy': pagePolicy(scripts),
    'Permissions-Policy': deviceFeatures.map((feature) => `${feature}=()`).join(', '),
    'Cache-Control': 'no-store',
  };
  const ours: RequestHandler = (_request, response, next) => {
    response.set(headers);
    next();
  };
  return [standard, ours];
}

/** For the page that others show in a frame: by these origins, and by ourselves to show partners what it looks like. */
export function mayBeFramedBy(origins: readonly string[], scripts: PageScripts): RequestHandler {
  const policy = pagePolicy(scripts, { 'frame-ancestors': ["'self'", ...origins] });
  return (_request, response, next) => {
    response.removeHeader('X-Frame-Options');
    // A sandboxed frame has an origin of its own anyway, and browsers complain of the mixture.
    response.removeHeader('Origin-Agent-Cluster');
    response.set('Content-Security-Policy', policy);
    next();
  };
}

/** For our page that shows partners the frame. */
export function mayShowFrame(scripts: PageScripts): RequestHandler {
  const policy = pagePolicy(scripts, { 'frame-src': ["'self'"] });
  return (_request, response, next) => {
    response.set('Content-Security-Policy', policy);
    next();
  };
}

/**
 * The hosts in which Microsoft shows the tab of an app: Teams, Outlook and the Microsoft 365 app, under their old names and
 * the one that replaces them. As listed in "Prerequisites" of "Build tabs for Teams" at Microsoft Learn
 * (microsoftteams/platform/tabs/how-to/tab-requirements).
 */
export const microsoftHosts = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook-sdf.office.com',
  'https://outlook-sdf.office365.com',
] as const;

/**
 * Scripts of our own as files, and our own answers about who signed in; nothing from anywhere else. `styles`: further style
 * sheets that stand in these pages.
 */
function deskPolicy(styles: readonly string[], framedBy: readonly string[]): string {
  return policyOf({
    'style-src': [pageStyle, deskStyle, ...styles].map(hashOf),
    'connect-src': ["'self'"],
    'frame-ancestors': framedBy,
  });
}

/** For the pages of the desk. Nobody may show them in a frame, also where Teams may show those above them. */
export function deskHeaders(styles: readonly string[] = []): RequestHandler {
  const policy = deskPolicy(styles, ["'none'"]);
  return (_request, response, next) => {
    response.set({ 'Content-Security-Policy': policy, 'X-Frame-Options': 'DENY' });
    next();
  };
}

/**
 * For pages of the desk that Teams may show in a tab; all else as for every page of the desk. Goes where the operator has
 * asked for the tab, and never on a page that takes a link to sign in.
 */
export function mayBeFramedByTeams(styles: readonly string[] = []): RequestHandler {
  const policy = deskPolicy(styles, microsoftHosts);
  return (_request, response, next) => {
    // It knows no list of hosts, and an old browser would heed it and not the policy.
    response.removeHeader('X-Frame-Options');
    response.set('Content-Security-Policy', policy);
    next();
  };
}
