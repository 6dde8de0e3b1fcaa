import { Notice } from '../ui/index.ts';
import { reachOf } from './reach.ts';

/** Says when hosts cannot reach the address, or when others can read what they send to it. */
export function ReachNotice({ origin }: { readonly origin: string }) {
  const reach = reachOf(origin);
  if (reach === 'encrypted') return null;
  return reach === 'same machine' ? <SameMachine origin={origin} /> : <InTheClear />;
}

function SameMachine({ origin }: { readonly origin: string }) {
  return (
    <Notice tone="act" title="Other hosts cannot reach this Daybreak">
      <div className="stack">
        <p>
          Its address is <code>{origin}</code>. On every other host that means the host itself.
          Start Daybreak with an address of its own. Best behind a proxy with TLS on this machine:
        </p>
        <code className="command">DAYBREAK_ORIGIN=https://daybreak.example npm start</code>
        <p>Or without one, in a network that you trust:</p>
        <code className="command">
          DAYBREAK_ORIGIN=http://daybreak.example:7070 npm start -- --host 0.0.0.0
        </code>
      </div>
    </Notice>
  );
}

function InTheClear() {
  return (
    <Notice tone="unsure" title="What hosts send can be read on the way">
      <p>
        The address is http, so the command's token and the inventories travel in the clear. Put a
        proxy with TLS before Daybreak, and start it with{' '}
        <code>DAYBREAK_ORIGIN=https://daybreak.example</code>
      </p>
    </Notice>
  );
}
