import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from './index.ts';

const linux = { env: {}, platform: 'linux', home: '/home/ann' } as const;

describe('the data folder', () => {
  it('is the one asked for, before all else', () => {
    const env = { DAYBREAK_DATA: '/srv/other', XDG_DATA_HOME: '/xdg' };
    expect(dataFolder('some/where', { ...linux, env })).toBe(resolve('some/where'));
  });

  it('is else the one of the environment', () => {
    const env = { DAYBREAK_DATA: '/srv/daybreak', XDG_DATA_HOME: '/xdg' };
    expect(dataFolder(undefined, { ...linux, env })).toBe('/srv/daybreak');
  });

  it.each([
    [{}, '/home/ann/.local/share/daybreak'],
    [{ XDG_DATA_HOME: '/xdg' }, '/xdg/daybreak'],
    [{ XDG_DATA_HOME: 'not/absolute' }, '/home/ann/.local/share/daybreak'],
    [{ DAYBREAK_DATA: '' }, '/home/ann/.local/share/daybreak'],
  ])('is else that of the XDG specification: with %j, %s', (env, folder) => {
    expect(dataFolder(undefined, { ...linux, env })).toBe(folder);
  });

  it('is where Windows keeps data of one user on one machine', () => {
    const windows = { platform: 'win32', home: '/ann' } as const;
    const folder = dataFolder(undefined, { ...windows, env: { LOCALAPPDATA: '/local' } });
    expect(folder).toBe('/local/Daybreak');
    expect(dataFolder(undefined, { ...windows, env: {} })).toBe('/ann/AppData/Local/Daybreak');
  });
});
