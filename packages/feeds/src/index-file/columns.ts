/**
 * Columns of numbers and strings as bytes: numbers at the smallest width that holds them, strings
 * once each in a dictionary. Rows of bulletins repeat so much that this is a tenth of their JSON.
 */

/** The index is not what its writer wrote: damaged, cut short, or of another version. */
export class IndexError extends Error {
  override readonly name = 'IndexError';
}

const widths = [1, 2, 4] as const;
type Width = (typeof widths)[number];

/** A column of numbers. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

export class ColumnWriter {
  readonly #parts: Uint8Array[] = [];

  /** Whole numbers from 0 to 2^32 - 1. */
  numbers(values: readonly number[]): void {
    const max = values.reduce((a, b) => Math.max(a, b), 0);
    const width: Width = max < 2 ** 8 ? 1 : max < 2 ** 16 ? 2 : 4;
    const bytes = new Uint8Array(5 + values.length * width);
    const view = new DataView(bytes.buffer);
    view.setUint8(0, width);
    view.setUint32(1, values.length, true);
    for (const [at, value] of values.entries()) setNumber(view, 5 + at * width, width, value);
    this.#parts.push(bytes);
  }

  strings(values: readonly string[]): void {
    const dictionary = new Map<string, number>();
    const places = values.map((value) => {
      const known = dictionary.get(value) ?? dictionary.size;
      dictionary.set(value, known);
      return known;
    });
    const words = [...dictionary.keys()];
    const text = new TextEncoder().encode(words.join(''));
    this.numbers(places);
    this.numbers(words.map((word) => word.length));
    this.numbers([text.length]);
    this.#parts.push(text);
  }

  /** One list of strings a row. */
  lists(values: readonly (readonly string[])[]): void {
    this.numbers(values.map((list) => list.length));
    this.strings(values.flat());
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}

export class ColumnReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  numbers(): Numbers {
    this.#need(5);
    const width = widths.find((one) => one === this.#view.getUint8(this.#at));
    const count = this.#view.getUint32(this.#at + 1, true);
    if (width === undefined) throw new IndexError(`no such column width at byte ${this.#at}`);
    this.#at += 5;
    this.#need(count * width);
    const start = this.#at;
    this.#at += count * width;
    // Copied, so that the numbers begin where their width allows it (slice of a Buffer copies nothing).
    return numbersAt(new Uint8Array(this.#bytes.subarray(start, this.#at)), width);
  }

  strings(): string[] {
    const places = this.numbers();
    const lengths = this.numbers();
    const words = split(this.#text(), lengths);
    const values = new Array<string>(places.length);
    for (let row = 0; row < values.length; row += 1) {
      const word = words[places[row] ?? -1];
      if (word === undefined) throw new IndexError(`no word ${places[row]} in a dictionary`);
      values[row] = word;
    }
    return values;
  }

  lists(): string[][] {
    const counts = this.numbers();
    const flat = this.strings();
    let at = 0;
    return Array.from(counts, (count) => {
      at += count;
      return flat.slice(at - count, at);
    });
  }

  #text(): string {
    const [length = 0] = this.numbers();
    this.#need(length);
    this.#at += length;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      this.#bytes.subarray(this.#at - length, this.#at),
    );
  }

  #need(count: number): void {
    if (this.#at + count > this.#bytes.length) {
      throw new IndexError(`a column ends after byte ${this.#bytes.length}, where its data stop`);
    }
  }
}

function split(text: string, lengths: Numbers): string[] {
  const words = new Array<string>(lengths.length);
  let start = 0;
  for (let at = 0; at < words.length; at += 1) {
    const end = start + (lengths[at] ?? 0);
    words[at] = text.slice(start, end);
    start = end;
  }
  return words;
}

function setNumber(view: DataView, at: number, width: Width, value: number): void {
  if (width === 1) view.setUint8(at, value);
  else if (width === 2) view.setUint16(at, value, true);
  else view.setUint32(at, value, true);
}

/** The bytes as they lie, on machines whose byte order is the file's (little endian). */
function numbersAt(bytes: Uint8Array, width: Width): Numbers {
  if (width === 1) return bytes;
  if (isLittleEndian) {
    return width === 2 ? new Uint16Array(bytes.buffer) : new Uint32Array(bytes.buffer);
  }
  const view = new DataView(bytes.buffer);
  return Uint32Array.from({ length: bytes.length / width }, (_, row) =>
    width === 2 ? view.getUint16(row * 2, true) : view.getUint32(row * 4, true),
  );
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** @throws {IndexError} where the column has no such row */
export function cell<T>(column: ArrayLike<T>, at: number): T {
  const value = column[at];
  if (value === undefined) throw new IndexError(`row ${at} is missing from a column`);
  return value;
}
