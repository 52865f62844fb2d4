/**
 * The headers on every answer: nothing may be loaded, framed, remembered or passed on.
 */
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { pageScript } from '../render/page-script.ts';
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

/** Goes before everything else, so that errors carry the headers too. */
export function securityHeaders(): readonly RequestHandler[] {
  const standard = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [hashOf(pageScript)],
        styleSrc: [hashOf(pageStyle)],
        imgSrc: ['data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: { maxAge: 2 * year, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xDnsPrefetchControl: { allow: false },
    xFrameOptions: { action: 'deny' },
  });
  const permissions = deviceFeatures.map((feature) => `${feature}=()`).join(', ');
  const ours: RequestHandler = (_request, response, next) => {
    response.set({ 'Permissions-Policy': permissions, 'Cache-Control': 'no-store' });
    next();
  };
  return [standard, ours];
}
