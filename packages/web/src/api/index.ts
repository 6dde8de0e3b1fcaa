import { Api } from './client.ts';

export * from './errors.ts';

/** The one server that these screens belong to. */
export const api = new Api();
