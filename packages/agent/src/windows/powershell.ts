/** Windows's own PowerShell, which runs our constant scripts and nothing else. */
import type { z } from 'zod';
import type { RunCommand } from '../command/index.ts';

/** What did not come back as it has to, with what PowerShell said. */
export class WindowsUpdateError extends Error {
  override readonly name = 'WindowsUpdateError';
}

const options = ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'];

/** Where it is on every Windows that we know; whatever PATH says. */
const program = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

/** @throws WindowsUpdateError */
export async function ask<S extends z.ZodType>(
  run: RunCommand,
  script: string,
  answer: S,
  timeoutMs: number,
): Promise<z.infer<S>> {
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  const args = [...options, '-EncodedCommand', encoded];
  const { status, output, log } = await run({ program, args, timeoutMs });
  if (status !== 0) {
    throw new WindowsUpdateError(
      `PowerShell ended with ${status ?? 'a signal'}: ${errorIn(log).slice(0, 2000)}`,
    );
  }
  const read = answer.safeParse(jsonIn(output));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new WindowsUpdateError(`PowerShell's answer: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** The last line that is any: profiles and modules may have written before it. */
function jsonIn(output: string): unknown {
  const last =
    output
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
      .at(-1) ?? '';
  try {
    return JSON.parse(last);
  } catch {
    throw new WindowsUpdateError(`PowerShell's answer is no JSON: ${last.slice(0, 200)}`);
  }
}

/** Errors come as XML where nobody sits at a console ("#< CLIXML"): its texts are what was meant. */
export function errorIn(log: string): string {
  if (!log.includes('#< CLIXML')) return log.trim();
  const texts = [...log.matchAll(/<S S="Error">([^<]*)<\/S>/g)].map(([, text = '']) => text);
  return unescapeXml(texts.join('').replaceAll(/_x([0-9A-Fa-f]{4})_/g, characterOf)).trim();
}

function characterOf(_text: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
