/** The contract of evidence with Windows's PowerShell; none of this has run on real Windows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  connectionAnswer,
  eventAnswer,
  processAnswer,
  sessionAnswer,
  taskAnswer,
} from './evidence-answers.ts';
import * as scripts from './evidence-scripts.ts';

const process = {
  ...{ pid: 1204, parent: 700, session: 0, name: 'w3wp.exe', program: null, commandLine: null },
  startedAt: '2024-06-01T08:00:00.0000000Z',
};

describe('What Windows answers for evidence', () => {
  it('may be one, none, or without what Windows does not tell', () => {
    expect(processAnswer.parse({ processes: process })).toEqual({ processes: [process] });
    expect(sessionAnswer.parse({ sessions: null })).toEqual({ sessions: [] });
    const event = { record: null, at: null, id: 1, level: null, provider: '', message: null };
    expect(eventAnswer.parse({ events: [event] }).events).toEqual([event]);
    const task = { name: '\\x', state: 'Ready', actions: null };
    expect(taskAnswer.parse({ tasks: [task] }).tasks).toEqual([{ ...task, actions: [] }]);
  });

  it.each([
    ['a field that was not asked for', { ...process, owner: 'ada' }],
    ['one that is missing', { ...process, name: undefined }],
    ['a number as text', { ...process, pid: '1204' }],
    ['a time in the words of a language', { ...process, startedAt: '01.06.2024 08:00' }],
    ['a time of no zone', { ...process, startedAt: '2024-06-01T08:00:00' }],
    ['a negative number', { ...process, pid: -1 }],
  ])('is refused with %s', (_, wrong) => {
    expect(processAnswer.safeParse({ processes: [wrong] }).success).toBe(false);
  });

  it('has ports that are ports', () => {
    const connection = { protocol: 'tcp', address: '::', remoteAddress: '::', remotePort: 0 };
    const isTaken = (port: number) =>
      connectionAnswer.safeParse({
        connections: [{ ...connection, port, state: 'Listen', process: 4 }],
      }).success;
    fc.assert(
      fc.property(fc.integer(), (port) => {
        expect(isTaken(port)).toBe(port >= 0 && port <= 65_535);
      }),
    );
  });
});

describe('What Windows is asked for evidence', () => {
  it.each(Object.entries(scripts))(
    '%s is whole, answers once and fits into a command',
    (_, text) => {
      const pairs = [
        ['{', '}'],
        ['(', ')'],
        ['[', ']'],
      ] as const;
      for (const [opening, closing] of pairs) {
        expect(text.split(opening).length).toBe(text.split(closing).length);
      }
      expect(text.split('"').length % 2).toBe(1);
      expect(text.match(/^Answer @\{/gm)).toHaveLength(1);
      // CreateProcess takes 32,767 characters (Win32 API), of which base64 of UTF-16 makes many.
      expect(Buffer.from(text, 'utf16le').toString('base64').length).toBeLessThan(30_000);
    },
  );
});
