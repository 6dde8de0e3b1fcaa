import { TrustedMetadataStore } from 'tuf-js/dist/store.js';

/** The client workflow of TUF at a time that is given: the library itself asks the machine's clock. */
export class DatedStore extends TrustedMetadataStore {
  constructor(root: Uint8Array, now: Date) {
    super(Buffer.from(root));
    Object.assign(this, { referenceTime: now });
  }
}
