import { join } from 'node:path';

/** The project's folder; the same steps away from the source as from what is built of it. */
export const project = join(import.meta.dirname, '../../..');

/** Bulletins that Daybreak brings along, in the form of `docs/bulletin-form.md`. */
export const shippedBulletins = join(project, 'fixtures/bulletins');

/** The built screens. */
export const screens = join(project, 'packages/web/dist');
