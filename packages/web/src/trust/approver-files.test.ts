import { describe, expect, it } from 'vitest';
import { withFiles } from './approver-files.ts';

const ada = { daybreak: 'approver', name: 'Ada', publicKey: 'a'.repeat(64) } as const;
const grace = { ...ada, name: 'Grace', publicKey: 'b'.repeat(64) };
const fileOf = (name: string, of: unknown) => ({ name, text: JSON.stringify(of) });

describe('public files of approvers', () => {
  it('come to those that are there', () => {
    const { approvers, faults } = withFiles([ada], [fileOf('grace.pub.json', grace)]);
    expect(approvers).toEqual([ada, grace]);
    expect(faults).toEqual([]);
  });

  it('are not taken twice, whatever they are called', () => {
    const { approvers, faults } = withFiles([ada], [fileOf('a.json', { ...ada, name: 'A' })]);
    expect(approvers).toEqual([ada]);
    expect(faults).toEqual(['a.json: the key of Ada is there already.']);
  });

  it('are told from private ones, and from anything else', () => {
    const pem = { name: 'ada.key', text: '-----BEGIN ENCRYPTED PRIVATE KEY-----' };
    const { approvers, faults } = withFiles([], [pem, fileOf('x.json', { ...ada, publicKey: '' })]);
    expect(approvers).toEqual([]);
    expect(faults[0]).toContain('ada.key: this is a private key');
    expect(faults[1]).toContain('x.json: no public file');
  });
});
