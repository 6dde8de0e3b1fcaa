/** The task by what Microsoft documents of its schema; no Windows has read it yet. */
import { describe, expect, it } from 'vitest';
import { problemsIn } from './task-schema.ts';
import { encodedTask, windowsPlaces, windowsTask } from './windows-task.ts';

const text = windowsTask({ version: '0.1.0', ...windowsPlaces });

describe('the task of Windows', () => {
  it('is what the schema lets it be', () => {
    expect(problemsIn(text)).toEqual([]);
  });

  it.each([
    ['an element out of its sequence', swapped('Enabled', 'Repetition'), 'BootTrigger: Enabled'],
    ['an element that is not in the schema', text.replaceAll('RunLevel', 'Level'), 'Level'],
    ['a value that is none', text.replace('IgnoreNew', 'Ignore'), 'MultipleInstancesPolicy'],
    ['a time that is too short', text.replace('PT5M', 'PT5S'), 'Interval'],
    ['the same twice', text.replace('</Exec>', '<Command>x</Command></Exec>'), 'Exec: Command'],
    ['no action', text.replace(/<Exec>[\s\S]*<\/Exec>/, ''), 'Actions'],
    ['an account that is nobody', text.replace('Context="Agent"', 'Context="Other"'), 'Context'],
    ['another namespace', text.replace('2004/02', '2005/02'), 'Task'],
    ['what is not well-formed', text.replace('</Settings>', ''), 'not well-formed'],
    ['a mark that is not closed', text.replace('<Author>', '<Author'), 'not well-formed'],
    ['a bare ampersand', text.replace('Daybreak server', 'A & B'), 'not well-formed'],
  ])('is not with %s', (_, wrong, place) => {
    expect(wrong).not.toBe(text);
    expect(problemsIn(wrong).join('\n')).toContain(place);
  });

  it('runs as the system, at boot, once, without an end, on battery too, and again where it failed', () => {
    for (const one of [
      '<UserId>S-1-5-18</UserId>',
      '<BootTrigger>',
      '<MultipleInstancesPolicy>IgnoreNew<',
      '<ExecutionTimeLimit>PT0S<',
      '<DisallowStartIfOnBatteries>false<',
      '<StopIfGoingOnBatteries>false<',
      '<Count>255</Count>',
      '<Arguments>"C:\\Program Files\\Daybreak\\daybreak-agent.cjs" run</Arguments>',
    ]) {
      expect(text).toContain(one);
    }
  });

  it('is in UTF-16, marked as such, with the line ends of Windows', () => {
    const bytes = encodedTask(text);
    expect([...bytes.subarray(0, 4)]).toEqual([0xff, 0xfe, '<'.charCodeAt(0), 0]);
    expect(new TextDecoder('utf-16le', { fatal: true }).decode(bytes)).toBe(text);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('may be in a place whose name means something in XML', () => {
    const odd = windowsTask({ version: '0.1.0', node: 'C:\\R&D\\node.exe', agent: 'C:\\<x>.cjs' });
    expect(problemsIn(odd)).toEqual([]);
    expect(odd).toContain('<Command>C:\\R&amp;D\\node.exe</Command>');
  });
});

/** With two neighbours in the other order. */
function swapped(one: string, other: string): string {
  const pair = new RegExp(`(<${one}>.*?</${one}>)(\\s*)(<${other}>.*?</${other}>)`, 's');
  return text.replace(pair, '$3$2$1');
}
