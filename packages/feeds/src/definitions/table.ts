import { FeedError } from '../feed/index.ts';
import { CsvReader } from './csv.ts';
import { type Column, columns } from './row.ts';

type Decoder = InstanceType<typeof TextDecoder>;

/** The rows of a table by the names of its header. */
export class Table {
  readonly #csv: CsvReader;
  readonly #file: string;
  #places: ReadonlyMap<Column, number> | null = null;
  #width = 0;
  #fields: readonly string[] = [];

  constructor(file: string, onRow: (field: (column: Column) => string, rowNumber: number) => void) {
    this.#file = file;
    const field = (column: Column): string => this.#fields[this.#places?.get(column) ?? -1] ?? '';
    this.#csv = new CsvReader(file, (fields, rowNumber) => {
      if (this.#places === null) {
        this.#readHeader(fields);
        return;
      }
      if (fields.length !== this.#width) {
        const counted = `${fields.length} fields, the header has ${this.#width}`;
        throw new FeedError('damaged', file, `row ${rowNumber}`, counted);
      }
      this.#fields = fields;
      onRow(field, rowNumber);
    });
  }

  write(decoder: Decoder, piece: Uint8Array): void {
    this.#csv.write(this.#decode(decoder, piece));
  }

  end(decoder: Decoder): void {
    this.#csv.write(this.#decode(decoder));
    this.#csv.end();
    if (this.#places === null) throw new FeedError('invalid', this.#file, '', 'the table is empty');
  }

  #decode(decoder: Decoder, piece?: Uint8Array): string {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch (cause) {
      throw new FeedError('damaged', this.#file, '', 'the text is not UTF-8', { cause });
    }
  }

  #readHeader(fields: readonly string[]): void {
    const places = columns.map((column) => [column, fields.indexOf(column)] as const);
    const missing = places.find(([, place]) => place === -1);
    if (missing !== undefined) {
      throw new FeedError('invalid', this.#file, 'row 1', `no column "${missing[0]}"`);
    }
    this.#places = new Map(places);
    this.#width = fields.length;
  }
}
