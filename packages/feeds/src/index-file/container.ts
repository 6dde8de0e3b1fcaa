/**
 * How all index files are laid out:
 *
 *   8 bytes   what kind of file it is
 *   4 bytes   format version, little endian
 *   4 bytes   length of the packed header
 *   header    zstd of JSON
 *   sections  zstd of columns; the header says where each lies
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { IndexError } from './columns.ts';

export interface FileKind {
  /** Eight characters. */
  readonly magic: string;
  /**
   * To be raised when the layout changes, and when readers make something else of the same
   * documents: a file of another version is made anew with the next sync.
   */
  readonly version: number;
}

/** Where a section lies. */
export interface Place {
  /** From the end of the header, in bytes. */
  readonly offset: number;
  readonly length: number;
}

/** Magic, version and header length. */
const preambleLength = 16;

/** Unpacked size that no section reaches; guards against a damaged or hostile file. */
const unpackedMax = 256 * 2 ** 20;

/** Sections one behind the other. */
export class Sections {
  readonly packed: Uint8Array[] = [];
  #length = 0;

  add(bytes: Uint8Array): Place {
    const packed = pack(bytes);
    const place = { offset: this.#length, length: packed.length };
    this.packed.push(packed);
    this.#length += packed.length;
    return place;
  }
}

/** @param header becomes JSON */
export function encodeFile(
  { magic, version }: FileKind,
  header: unknown,
  { packed }: Sections,
): Uint8Array {
  const packedHeader = pack(Buffer.from(JSON.stringify(header)));
  const preamble = Buffer.alloc(preambleLength);
  preamble.write(magic, 'latin1');
  preamble.writeUInt32LE(version, 8);
  preamble.writeUInt32LE(packedHeader.length, 12);
  return Buffer.concat([preamble, packedHeader, ...packed]);
}

/**
 * An index file that is open for reading. Sections are read when they are asked for; the file stays
 * open, so that a newer one put in its place does not mix with this one.
 */
export class OpenFile<Header> implements Disposable {
  readonly header: Header;
  readonly #file: number;
  readonly #start: number;

  /** @throws {IndexError} when the file is not a whole one of this kind and version. */
  static open<Header>(path: string, kind: FileKind): OpenFile<Header> {
    const file = openSync(path, 'r');
    try {
      return new OpenFile<Header>(file, kind);
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  private constructor(file: number, kind: FileKind) {
    const length = headerLength(file, kind);
    const unpacked = unpack(read(file, preambleLength, length), 'the header');
    this.header = JSON.parse(Buffer.from(unpacked).toString()) as Header;
    this.#file = file;
    this.#start = preambleLength + length;
  }

  /** @param name for people: `the section of …` */
  section({ offset, length }: Place, name: string): Uint8Array {
    return unpack(read(this.#file, this.#start + offset, length), name);
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

function headerLength(file: number, kind: FileKind): number {
  const preamble = read(file, 0, preambleLength);
  if (preamble.toString('latin1', 0, kind.magic.length) !== kind.magic) {
    throw new IndexError('this is not a Daybreak index');
  }
  const version = preamble.readUInt32LE(8);
  if (version !== kind.version) {
    throw new IndexError(`the index has format ${version}, this Daybreak reads ${kind.version}`);
  }
  return preamble.readUInt32LE(12);
}

function read(file: number, position: number, length: number): Buffer {
  if (position + length > fstatSync(file).size) throw new IndexError('the index is cut short');
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, position);
  return bytes;
}

function pack(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: 9, [constants.ZSTD_c_checksumFlag]: 1 },
  });
}

/** @throws {IndexError} when the bytes are not what was packed. */
function unpack(bytes: Uint8Array, what: string): Uint8Array {
  try {
    return zstdDecompressSync(bytes, { maxOutputLength: unpackedMax });
  } catch (cause) {
    throw new IndexError(`${what} of the index is damaged`, { cause });
  }
}
