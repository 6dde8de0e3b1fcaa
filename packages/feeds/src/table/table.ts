import { FeedError } from '../feed/index.ts';
import { CsvReader } from './csv.ts';

/** A row's fields by the names of its header. */
export type FieldOf<Column extends string> = (column: Column) => string;

/** The rows of a table by the names of its header; columns that nobody asks for are passed over. */
export class Table<Column extends string> {
  readonly #csv: CsvReader;
  readonly #file: string;
  readonly #columns: readonly Column[];
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #places: ReadonlyMap<Column, number> | null = null;
  #width = 0;
  #fields: readonly string[] = [];
  #rowNumber = 0;
  #endsInLine = false;

  /** @param columns those that the header has to have */
  constructor(
    file: string,
    columns: readonly Column[],
    onRow: (field: FieldOf<Column>, rowNumber: number) => void,
  ) {
    this.#file = file;
    this.#columns = columns;
    const field: FieldOf<Column> = (column) => this.#fields[this.#places?.get(column) ?? -1] ?? '';
    this.#csv = new CsvReader(file, (fields, rowNumber) => {
      this.#rowNumber = rowNumber;
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

  /** @throws FeedError */
  write(piece: Uint8Array): void {
    this.#take(this.#decode(piece));
  }

  /** @throws FeedError */
  end(): void {
    this.#take(this.#decode());
    this.#csv.end();
    if (this.#places === null) throw new FeedError('invalid', this.#file, '', 'the table is empty');
  }

  /**
   * As `end`, for tables whose publisher ends every line: one that stops in a line was cut there.
   * @throws FeedError
   */
  endWithLine(): void {
    this.end();
    if (!this.#endsInLine) return;
    throw new FeedError('damaged', this.#file, `row ${this.#rowNumber}`, 'the line has no end');
  }

  #take(text: string): void {
    if (text === '') return;
    this.#endsInLine = !text.endsWith('\n');
    this.#csv.write(text);
  }

  #decode(piece?: Uint8Array): string {
    try {
      return piece === undefined
        ? this.#decoder.decode()
        : this.#decoder.decode(piece, { stream: true });
    } catch (cause) {
      throw new FeedError('damaged', this.#file, '', 'the text is not UTF-8', { cause });
    }
  }

  #readHeader(fields: readonly string[]): void {
    const places = this.#columns.map((column) => [column, fields.indexOf(column)] as const);
    const missing = places.find(([, place]) => place === -1);
    if (missing !== undefined) {
      throw new FeedError('invalid', this.#file, 'row 1', `no column "${missing[0]}"`);
    }
    this.#places = new Map(places);
    this.#width = fields.length;
  }
}
