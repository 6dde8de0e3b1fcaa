import { Notice } from '../ui/index.ts';

/** An order that covers no host looks like one that all comply with, and may only be mistyped. */
export function NobodyAsked() {
  return (
    <Notice tone="unsure" title="No host is in its scope">
      <p>Are the names of products, roles and groups right? Nobody is asked to do anything.</p>
    </Notice>
  );
}
