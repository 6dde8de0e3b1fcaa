import { SaxesParser } from 'saxes';
import { elementDepthMax, FeedError, type FeedErrorCode, messageOf } from '../feed/index.ts';
import type { CvrfDocument } from './document.ts';
import { finishDocument } from './draft.ts';
import { begin, startReading, type TakeText, take } from './elements.ts';

/** Bytes handed to the parser at once, so that a large document never becomes one large string. */
const pieceBytes = 256 * 1024;

/**
 * Reads the XML form. Only the five predefined entities and character references are known, and
 * a DOCTYPE is refused, so that no entity can expand.
 * @throws FeedError with the line: `damaged`, `not-recognised`, `refused`, `too-large`, `invalid`
 */
export function readCvrfXml(bytes: Uint8Array, source: string): CvrfDocument {
  const reader = new CvrfXmlReader(source);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      reader.write(decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true }));
    }
    reader.write(decoder.decode());
    reader.end();
  } catch (cause) {
    if (cause instanceof FeedError) throw cause;
    throw reader.error('damaged', messageOf(cause), cause);
  }
  return finishDocument(reader.reading.document, source);
}

/** Follows the parser's events. Only the texts that `take` names are kept. */
class CvrfXmlReader {
  readonly reading = startReading();
  readonly #parser = new SaxesParser();
  readonly #path: string[] = [];
  readonly #source: string;
  #take: TakeText | undefined;
  #text = '';

  constructor(source: string) {
    this.#source = source;
    this.#parser.on('error', (cause) => {
      throw cause;
    });
    this.#parser.on('doctype', () => {
      throw this.error('refused', 'a CVRF document has no DOCTYPE');
    });
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(localName(name), attributes));
    this.#parser.on('text', (text) => this.#addText(text));
    this.#parser.on('cdata', (text) => this.#addText(text));
    this.#parser.on('closetag', () => this.#close());
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    this.#parser.close();
  }

  error(code: FeedErrorCode, message: string, cause?: unknown): FeedError {
    return new FeedError(code, this.#source, `line ${this.#parser.line}`, message, { cause });
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#path.length === 0 && name !== 'cvrfdoc') {
      throw this.error('not-recognised', `not a CVRF document: its root element is <${name}>`);
    }
    if (this.#path.length === elementDepthMax) {
      throw this.error('too-large', `more than ${elementDepthMax} elements inside each other`);
    }
    this.#take = take[this.#path.at(-1) ?? '']?.[name];
    this.#path.push(name);
    this.#text = '';
    begin[name]?.(this.reading, attributes);
  }

  #addText(text: string): void {
    if (this.#take !== undefined) this.#text += text;
  }

  /** None of the elements whose text is taken has elements inside. */
  #close(): void {
    this.#path.pop();
    this.#take?.(this.reading, this.#text.trim());
    this.#take = undefined;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
