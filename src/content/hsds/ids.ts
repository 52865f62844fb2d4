/**
 * Identifiers as HSDS wants them: a UUID for every thing, the same in every export and on every machine. Nothing has to
 * be kept for that: the UUID follows from the name that the thing has with us (RFC 9562, version 5).
 */
import { createHash } from 'node:crypto';

/** The name space of web addresses (RFC 9562, section 6.6). */
const webAddresses = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
/** Never changed: every identifier that partners hold rests on it. */
const ourName = 'wegwijzer:hsds';

/** The UUID of a name within a name space, which is a UUID itself. */
export function uuidOf(space: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(space.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const ours = uuidOf(webAddresses, ourName);

/**
 * The identifier of one of our things, by its kind and by what names it: `idOf('service', 'service:lkha')`,
 * `idOf('phone', 'GM0363', 'phone')`.
 */
export function idOf(kind: string, ...names: readonly string[]): string {
  return uuidOf(ours, [kind, ...names].join('\n'));
}
