/**
 * Which sites may read an answer in a browser: those of partners, by their exact origin, and never with cookies. Who asks
 * without a browser has no origin and needs no leave: everything here is public.
 */
import type { RequestHandler } from 'express';

/** How long a browser remembers that it may ask, in seconds. */
const rememberedFor = '600';

/** Says on every answer whose site may read it, and answers the question a browser asks beforehand. */
export function partnersMayRead(partners: readonly string[]): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    const { origin } = request.headers;
    const isPartner = origin !== undefined && partners.includes(origin);
    if (isPartner) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers': 'ETag, Retry-After',
      });
    }
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return next();
    if (isPartner) {
      response.set({
        'Access-Control-Allow-Methods': 'GET, HEAD, POST',
        'Access-Control-Allow-Headers': 'Content-Type, If-None-Match',
        'Access-Control-Max-Age': rememberedFor,
      });
    }
    response.status(204).end();
  };
}
