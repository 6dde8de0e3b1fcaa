import type { MadeEnrolmentToken } from '@daybreak/protocol/enrolment';
import { Mark } from '../ui/index.ts';
import { CopyCommand } from './copy-command.tsx';
import { enrolmentCommand } from './enrolment-command.ts';
import { groupText } from './group-text.ts';
import { Until } from './until.tsx';

interface MadeCommandProps {
  readonly made: MadeEnrolmentToken;
  /** Where hosts send to. */
  readonly origin: string;
  /** What stands in the field for the group now. */
  readonly group: string;
}

/** The command itself, and what one must know to hand it on. */
export function MadeCommand({ made: { secret, token }, origin, group }: MadeCommandProps) {
  return (
    <section className="stack" aria-labelledby="made-command">
      <h3 id="made-command">Command for {groupText(token.group)}</h3>
      {token.group !== group.trim() && (
        <p>
          <Mark tone="unsure">Not for the group that stands in the field above</Mark>
        </p>
      )}
      <CopyCommand command={enrolmentCommand(origin, secret)} />
      <ul className="enrolment-notes">
        <li>
          It works until <Until at={token.expiresAt} />, for as many hosts as you like.
        </li>
        <li>Each run sends the inventory once. Run it again to bring a host up to date.</li>
        <li>It changes no host of another group.</li>
        <li>
          Treat it like a password: who has it can send an inventory under any name, and Daybreak
          cannot tell.
        </li>
        <li>
          It is shown on the page Add hosts until you reload or log out, and can not be shown again
          later.
        </li>
        <li>Not tried on real Windows yet. It is written for PowerShell 2.0 and later.</li>
      </ul>
      <Refusals />
    </section>
  );
}

function Refusals() {
  return (
    <details>
      <summary>When a host prints an error</summary>
      <dl className="facts">
        <dt>401</dt>
        <dd>The command has expired or was revoked. Make another.</dd>
        <dt>409</dt>
        <dd>A host of this name is in another group. Make a command for that group.</dd>
        <dt>400</dt>
        <dd>What systeminfo printed was not understood. Add its files instead.</dd>
        <dt>429</dt>
        <dd>
          Too many old commands came from its address. Make another: one that works is let through.
        </dd>
        <dt>No answer</dt>
        <dd>The address is not reached from there, or its certificate is not trusted there.</dd>
      </dl>
    </details>
  );
}
