/**
 * The index file:
 *
 *   8 bytes   "DAYBREAK"
 *   4 bytes   format version, little endian
 *   4 bytes   length of the packed header
 *   header    zstd of JSON: the feeds, and where each product's section lies
 *   sections  zstd of columns: one a product, one for all applications, one for what vendors say of
 *             the nature of all advisories
 *
 * A section a product, so that a check of one host unpacks only what concerns it, and so that a new
 * bulletin changes the fingerprints of just those products that it names.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { FeedStatus, WindowsProduct } from '@daybreak/core/bulletin';
import { IndexError } from './columns.ts';

export const magic = 'DAYBREAK';
export const formatVersion = 4;
/** Magic, version and header length. */
export const preambleLength = 16;

/** Unpacked size that no section reaches; guards against a damaged or hostile file. */
const unpackedMax = 256 * 2 ** 20;

export interface SectionPlace {
  /** Hex SHA-256 of the unpacked section: equal knowledge, equal fingerprint. */
  readonly fingerprint: string;
  /** From the end of the header, in bytes. */
  readonly offset: number;
  readonly length: number;
}

/** The section of a product. */
export interface SectionEntry extends SectionPlace {
  readonly id: string;
  readonly product: WindowsProduct;
}

export interface IndexHeader {
  readonly feeds: readonly FeedStatus[];
  readonly sections: readonly SectionEntry[];
  readonly applications: SectionPlace;
  readonly statements: SectionPlace;
}

export function pack(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: 9, [constants.ZSTD_c_checksumFlag]: 1 },
  });
}

/** @throws {IndexError} when the bytes are not what was packed. */
export function unpack(bytes: Uint8Array, what: string): Uint8Array {
  try {
    return zstdDecompressSync(bytes, { maxOutputLength: unpackedMax });
  } catch (cause) {
    throw new IndexError(`${what} of the index is damaged`, { cause });
  }
}
