import { describe, expect, it } from 'vitest';
import { readWords } from './arguments.ts';

describe('the words of the agent', () => {
  it('are read with their folder', () => {
    expect(readWords(['enroll', 'https://a', 'dbk1.x', '--state', '/s', '--ca', 'c'])).toEqual({
      ...{ kind: 'enroll', url: 'https://a', token: 'dbk1.x' },
      ...{ stateFolder: '/s', authorityFile: 'c' },
    });
    expect(readWords(['run'])).toEqual({ kind: 'run', stateFolder: '/var/lib/daybreak-agent' });
    expect(readWords(['--help']).kind).toBe('help');
  });

  it.each([[[]], [['go']], [['enroll', 'x']], [['run', 'x']], [['run', '--ca', 'x']], [['--x']]])(
    'are wrong: %j',
    (words) => {
      expect(readWords(words).kind).toBe('wrong');
    },
  );
});
