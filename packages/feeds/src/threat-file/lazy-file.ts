import { existsSync } from 'node:fs';
import { type FileKind, IndexError, OpenFile } from '../index-file/index.ts';

/** An index file that is opened when it is first asked, and decoded when its table is. */
export class LazyFile<Header, Table> implements Disposable {
  readonly #path: string;
  readonly #kind: FileKind;
  readonly #decode: (file: OpenFile<Header>) => Table;
  /** Null where there is no file. */
  #file: OpenFile<Header> | null | undefined;
  #table: Table | null | undefined;

  constructor(path: string, kind: FileKind, decode: (file: OpenFile<Header>) => Table) {
    this.#path = path;
    this.#kind = kind;
    this.#decode = decode;
  }

  /** Null where there is no file. @throws {IndexError} */
  get header(): Header | null {
    return this.#open()?.header ?? null;
  }

  /** Null where there is no file. @throws {IndexError} */
  get table(): Table | null {
    if (this.#table === undefined) {
      const file = this.#open();
      this.#table = file && this.#explained(() => this.#decode(file));
    }
    return this.#table;
  }

  [Symbol.dispose](): void {
    this.#file?.[Symbol.dispose]();
    this.#file = null;
  }

  #open(): OpenFile<Header> | null {
    this.#file ??= existsSync(this.#path)
      ? this.#explained(() => OpenFile.open<Header>(this.#path, this.#kind))
      : null;
    return this.#file;
  }

  #explained<T>(read: () => T): T {
    try {
      return read();
    } catch (cause) {
      if (!(cause instanceof IndexError)) throw cause;
      throw new IndexError(`${this.#path}: ${cause.problem}`, { cause });
    }
  }
}
