import { describe, expect, it } from 'vitest';
import { sortedUpdates, updateId } from './update-id.ts';

describe('updateId', () => {
  it.each([
    ['KB921883', 'KB921883'],
    ['KB893803v2 - Update', 'KB893803'],
    ['KB2536276-v2 - Update', 'KB2536276'],
    ['KB982381-IE8', 'KB982381'],
    ['KB2378111_WM11x64', 'KB2378111'],
    ['KB2834904-v2_WM11', 'KB2834904'],
    ['KB933854 - QFE', 'KB933854'],
    ['Q147222', 'KB147222'],
    ['943729', 'KB943729'],
    ['kb5039227 ', 'KB5039227'],
  ])('reads %j as %s', (entry, id) => {
    expect(updateId(entry)).toBe(id);
  });

  it.each([
    'File 1',
    '{7A068575-C5DB-43D9-BE20-3895D0C69B17}',
    '',
    'KB',
    'KB2862',
    'KB123456789',
    '12 months',
    'Update for KB921883',
  ])('finds no update in %j', (entry) => {
    expect(updateId(entry)).toBeNull();
  });
});

describe('sortedUpdates', () => {
  it('orders by number, not by letters, and keeps each once', () => {
    expect(sortedUpdates(['KB5039227', 'KB921883', 'KB5039227'])).toEqual([
      'KB921883',
      'KB5039227',
    ]);
  });
});
