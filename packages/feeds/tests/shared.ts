import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real feeds beside the repository; a clone does not have them, and their tests say so. */
export const sharedData = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

export const sharedExists = existsSync(sharedData);
