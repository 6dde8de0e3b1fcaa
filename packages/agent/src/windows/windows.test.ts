/**
 * The contract with Windows's PowerShell: what is sent to it, and what its answers mean. The answers
 * are in the form that Microsoft documents; none of this has run on real Windows.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, Ended } from '../command/index.ts';
import {
  errorIn,
  installScript,
  resultText,
  uninstallScript,
  WindowsDriver,
  WindowsUpdateError,
} from './index.ts';

const idle = { isRestartNeeded: false, isBusy: false, isRestartNeededBefore: false };
const june = {
  ...{ id: '6d2d4b2e-0c5f-4d1c-9a5e-2f3a4b5c6d7e', revision: 201, severity: 'Critical' },
  title: '2024-06 Cumulative Update for Microsoft server operating system version 21H2 (KB5039227)',
  kbs: ['KB5039227'],
  cves: [],
  categories: ['Security Updates', 'Windows Server 2022'],
  ...{ isDownloaded: false, isUninstallable: true, mayAskForInput: false },
};
const offersJune = { result: 2, updates: [june] };

function isEnded(answer: object): answer is Ended {
  return 'status' in answer && 'output' in answer;
}

/** Answers one after the other; keeps the scripts that were run. */
function host(...answers: readonly (object | Ended)[]) {
  const left = [...answers];
  const scripts: string[] = [];
  const run = async ({ program, args }: Command): Promise<Ended> => {
    expect(program).toMatch(/powershell\.exe$/);
    expect(args.slice(0, -2)).toContain('-NonInteractive');
    scripts.push(Buffer.from(args.at(-1) ?? '', 'base64').toString('utf16le'));
    const answer = left.shift() ?? {};
    if (isEnded(answer)) return answer;
    const output = `${JSON.stringify(answer)}\r\n`;
    return { status: 0, output, log: output };
  };
  return { driver: new WindowsDriver(run), scripts };
}

function installed(result: number, code = 0) {
  const each = [{ kbs: ['KB5039227'], result, code }];
  return { search: 2, chosen: [june], download: 2, install: result, each, isRestartNeeded: true };
}

describe('Installing', () => {
  it('is done where the update service says so of each, and says that a restart is needed', async () => {
    const { driver, scripts } = host(idle, offersJune, installed(2));
    expect(await driver.install(['KB5039227'])).toEqual({
      kind: 'done',
      reasons: [],
      isRestartNeeded: true,
    });
    expect(scripts.at(-1)).toContain("$wanted = @('5039227')");
  });

  it('is refused for what is not offered, before anything is changed', async () => {
    const { driver, scripts } = host(idle, offersJune);
    expect(await driver.install(['KB5039227', 'KB1234567'])).toMatchObject({
      kind: 'refused',
      reasons: ['KB1234567 is not offered to this host'],
    });
    expect(scripts).toHaveLength(2);
  });

  it('is refused while another runs, before a restart that is due, and where it would ask', async () => {
    const busy = host({ ...idle, isBusy: true });
    expect((await busy.driver.install(['KB5039227'])).reasons).toEqual([
      'another installation runs',
    ]);
    const due = host({ ...idle, isRestartNeededBefore: true });
    expect((await due.driver.install(['KB5039227'])).kind).toBe('refused');
    const asks = host(idle, { result: 2, updates: [{ ...june, mayAskForInput: true }] });
    expect((await asks.driver.install(['KB5039227'])).reasons).toEqual([
      'KB5039227 may ask questions, and nobody is there to answer',
    ]);
  });

  it('says what failed in words', async () => {
    const full = host(idle, offersJune, installed(4, -2_147_024_784));
    expect(await full.driver.install(['KB5039227'])).toMatchObject({
      kind: 'failed',
      reasons: ['the installation failed', 'KB5039227 failed: 0x80070070, the disk is full'],
    });
    const cut = host(idle, offersJune, { ...installed(4), download: 4, install: null });
    expect((await cut.driver.install(['KB5039227'])).reasons[0]).toBe('the download failed');
  });

  it('of two, of which one failed, is not done', async () => {
    const { driver } = host(idle, offersJune, { ...installed(4), install: 3 });
    expect((await driver.install(['KB5039227'])).kind).toBe('failed');
  });
});

describe('Removing', () => {
  const answer = { search: 2, chosen: [june], fixed: [], each: [], isRestartNeeded: false };

  it('is refused where Windows cannot', async () => {
    const { driver } = host(idle, { ...answer, fixed: [june], uninstall: null });
    expect(await driver.uninstall(['KB5039227'])).toMatchObject({
      kind: 'refused',
      reasons: ['KB5039227 cannot be removed: Windows does not offer it'],
    });
  });

  it('is refused whole where one of them is not there', async () => {
    const { driver } = host(idle, { ...answer, uninstall: null });
    expect(await driver.uninstall(['KB5039227', 'KB1234567'])).toMatchObject({
      kind: 'refused',
      reasons: ['KB1234567 is not known as installed'],
    });
  });
});

describe('What PowerShell answers', () => {
  it('may be a list of one, or an empty one, in the forms that it writes', async () => {
    const one = host({ result: 2, updates: { ...june, kbs: 'KB5039227', cves: null } });
    expect(await one.driver.offered()).toEqual([june]);
    expect(await host({ result: 2, updates: null }).driver.offered()).toEqual([]);
  });

  it('is an error where it is something else, and never an empty list', async () => {
    const failed = host({ result: 4, updates: [] });
    await expect(failed.driver.offered()).rejects.toThrow('the search for updates failed');
    const noise = host({ status: 0, output: 'WARNING: profile', log: '' });
    await expect(noise.driver.offered()).rejects.toThrow(WindowsUpdateError);
    const wrong = host({ result: 2, updates: [{ title: 7 }] });
    await expect(wrong.driver.offered()).rejects.toThrow('updates.0');
  });

  it('is an error with its own words where it ended badly', async () => {
    const xml =
      '#< CLIXML\r\n<Objs Version="1.1.0.1"><S S="Error">Access is &lt;denied&gt;_x000D__x000A_</S></Objs>';
    const { driver } = host({ status: 1, output: '', log: xml });
    await expect(driver.state()).rejects.toThrow('PowerShell ended with 1: Access is <denied>');
    expect(errorIn('plain')).toBe('plain');
  });
});

describe('The name of an update', () => {
  it('is digits and nothing else, whoever sends it', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        fc.pre(!/^KB\d{6,8}$/.test(name));
        expect(() => installScript([name])).toThrow(TypeError);
        expect(() => uninstallScript(['KB5039227', name])).toThrow(TypeError);
      }),
    );
    expect(() => installScript(["KB5039227'; Remove-Item C:\\ -Recurse #"])).toThrow(TypeError);
  });
});

describe('A result', () => {
  it('is told with its code, and what that means where we know', () => {
    expect(resultText(2)).toBe('succeeded');
    expect(resultText(4, -2_145_124_329)).toBe(
      'failed: 0x80240017, the update does not apply to this host',
    );
    expect(resultText(5, -1)).toBe('was broken off: 0xFFFFFFFF');
  });
});
