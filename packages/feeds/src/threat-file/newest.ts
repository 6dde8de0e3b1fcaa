import { IndexError } from '../index-file/index.ts';
import { ThreatFiles } from './open.ts';

export interface NewestThreatsOptions {
  readonly dataFolder: string;
  readonly now: () => Date;
  /** Told once of each set of files that cannot be read. */
  readonly onProblem: (problem: string) => void;
}

/** How often the folder is looked at. */
const lookEveryMs = 200;

/** The newest threat files of a data folder, for who runs on while they are replaced. */
export class NewestThreats implements Disposable {
  readonly #options: NewestThreatsOptions;
  #files: ThreatFiles;
  /** Files that turned out to be damaged: what was known before them stays. */
  #refused = '';
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #listed: { readonly version: string; readonly day: string; readonly set: ReadonlySet<string> } = {
    version: '',
    day: '',
    set: new Set(),
  };

  constructor(options: NewestThreatsOptions) {
    this.#options = options;
    this.#files = new ThreatFiles(options.dataFolder);
  }

  files(): ThreatFiles {
    const nowMs = this.#options.now().getTime();
    if (Math.abs(nowMs - this.#lookedAtMs) >= lookEveryMs) {
      this.#lookedAtMs = nowMs;
      this.#look();
    }
    return this.#files;
  }

  /** What KEV lists at the end of an ISO day: the same set as long as the files are the same. */
  listedOn(day: string): ReadonlySet<string> {
    const { version } = this.files();
    if (this.#listed.version !== version || this.#listed.day !== day) {
      const set = this.#tried(this.#files)?.listedOn(day) ?? new Set();
      this.#listed = { version, day, set };
    }
    return this.#listed.set;
  }

  #look(): void {
    if (!this.#files.isReplaced()) return;
    const newer = new ThreatFiles(this.#options.dataFolder);
    if (newer.version === this.#refused || this.#tried(newer) === null) return;
    this.#files[Symbol.dispose]();
    this.#files = newer;
  }

  /** Reads all of them; null where one cannot be read. */
  #tried(files: ThreatFiles): ThreatFiles | null {
    try {
      files.readAll();
      return files;
    } catch (error) {
      if (!(error instanceof IndexError)) throw error;
      if (this.#refused !== files.version) this.#options.onProblem(error.message);
      this.#refused = files.version;
      return null;
    }
  }

  [Symbol.dispose](): void {
    this.#files[Symbol.dispose]();
  }
}
