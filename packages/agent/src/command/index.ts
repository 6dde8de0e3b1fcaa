/** Programs of the host itself. Which ones is decided in the drivers; nothing that is sent names one. */
import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { Readable, type Stream } from 'node:stream';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** It is ended after this time, and counts as failed. */
  readonly timeoutMs: number;
  /** Takes each line that the program writes to `statusFd`, which is open only where this is given. */
  readonly onStatus?: (line: string) => void;
  /**
   * What it says goes into this file, where it stays for the next agent if this one is killed. It is
   * read once the program has ended.
   */
  readonly outputFile?: string;
}

/** The file descriptor of `onStatus`: the first after the three that every program has. */
export const statusFd = 3;

export interface Ended {
  /** Null where it was ended by a signal. */
  readonly status: number | null;
  /** Standard output. */
  readonly output: string;
  /** Standard output and error as they came, the last of it where it is long. */
  readonly log: string;
}

/** Runs a program to its end. Passed in, so that a test can run it on a host of its own. */
export type RunCommand = (command: Command) => Promise<Ended>;

/** A package manager's log is kept to this length: its end says what went wrong. */
export const logMaxCharacters = 200_000;
/** Of ten thousand packages; what is longer is cut, and then refused by whoever reads it. */
const outputMaxCharacters = 32_000_000;

/** Nobody answers questions here, and words are apt's own. */
export const quietEnvironment = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
} as const;

/**
 * PowerShell starts with no fewer. Nothing of it is taken from whoever started the agent: modules are
 * Windows's own alone.
 */
const windowsEnvironment = {
  SystemRoot: 'C:\\Windows',
  windir: 'C:\\Windows',
  SystemDrive: 'C:',
  PATH: 'C:\\Windows\\System32;C:\\Windows',
  TEMP: 'C:\\Windows\\Temp',
  TMP: 'C:\\Windows\\Temp',
  PSModulePath: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules',
} as const;

/**
 * A service that a package starts may keep its output open for ever: what came until so long after
 * the program's own end is all there is.
 */
const drainMs = 2000;

/**
 * On this very host, out of reach of what a terminal sends to the agent: who stops the agent does not
 * stop dpkg. @throws Error where the program is not there
 */
export const runHere: RunCommand = async (command) => {
  const { outputFile } = command;
  if (outputFile === undefined) return runTo('pipe', command);
  const file = await open(outputFile, 'w', 0o600);
  try {
    const { status } = await runTo(file.fd, command);
    const output = (await readFile(outputFile, 'utf8')).slice(-logMaxCharacters);
    return { status, output, log: output };
  } finally {
    await file.close();
  }
};

const runTo = (
  target: 'pipe' | number,
  { program, args, timeoutMs, onStatus }: Command,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: process.platform === 'win32' ? windowsEnvironment : quietEnvironment,
      windowsHide: true,
      stdio: ['ignore', target, target, ...(onStatus === undefined ? [] : ['pipe' as const])],
      detached: true,
      timeout: timeoutMs,
    });
    const output = new Tail(outputMaxCharacters);
    const log = new Tail(logMaxCharacters);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output.add(text);
      log.add(text);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => log.add(text));
    if (onStatus !== undefined) tellLines(child.stdio[statusFd], onStatus);
    child.on('error', reject);
    child.on('exit', () => {
      const drained = setTimeout(() => {
        for (const stream of child.stdio) stream?.destroy();
      }, drainMs);
      child.on('close', () => clearTimeout(drained));
    });
    child.on('close', (status) => resolve({ status, output: output.text, log: log.text }));
  });

/** A line longer than this is no progress of anything. */
const statusMaxCharacters = 10_000;

/** Also the last one, where the program ends in the midst of it. */
function tellLines(from: Stream | null | undefined, tell: (line: string) => void): void {
  if (!(from instanceof Readable)) throw new Error('the program was started without its status');
  let rest = '';
  from.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(-statusMaxCharacters);
    for (const line of lines) tell(line);
  });
  from.on('end', () => {
    if (rest !== '') tell(rest);
  });
}

/** The end of a long text. */
class Tail {
  text = '';
  readonly #maxCharacters: number;

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  add(more: string): void {
    this.text = (this.text + more).slice(-this.#maxCharacters);
  }
}
