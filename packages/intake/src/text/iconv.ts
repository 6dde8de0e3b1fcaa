/**
 * iconv-lite, loaded when a text first needs it: most texts are UTF-8 or UTF-16, and its tables take
 * longer to load than a host takes to answer for.
 */
import { createRequire } from 'node:module';

/** The part of iconv-lite that is used. */
interface Iconv {
  decode(bytes: Uint8Array, codePage: string): string;
  encodingExists(codePage: string): boolean;
}

let loaded: Iconv | undefined;

export function iconv(): Iconv {
  loaded ??= createRequire(import.meta.url)('iconv-lite') as Iconv;
  return loaded;
}
