import type { ThreatKnowledge } from '@daybreak/core/threat';
import { dataFolder } from '@daybreak/feeds/data-folder';
import { IndexError } from '@daybreak/feeds/index-file';
import { ThreatFiles, threatKnowledge } from '@daybreak/feeds/threat-file';
import { openIndex } from '../open-index.ts';

/** What the feeds know of how advisories are attacked; in words why it cannot be read. */
export function openThreats(data: string | undefined): ThreatKnowledge | string {
  const index = openIndex(data);
  if (typeof index === 'string') return index;
  try {
    const files = new ThreatFiles(dataFolder(data));
    files.readAll();
    return threatKnowledge(files, index);
  } catch (error) {
    if (error instanceof IndexError) return error.message;
    throw error;
  }
}
