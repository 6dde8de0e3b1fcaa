import type { ShownOrder } from '@daybreak/protocol/agent';
import type { HostSummary } from '@daybreak/protocol/host';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Age, Mark, numberText } from '../ui/index.ts';
import { EvidenceDemands } from './evidence-demands.tsx';
import { evidencePath } from './queries.ts';

interface OrderEvidenceProps {
  readonly order: ShownOrder;
  readonly host: HostSummary;
}

/** What was gathered before anything was begun: where it is, and its hash. */
export function OrderEvidence({ order, host }: OrderEvidenceProps) {
  const { evidence: wish, outcome, handedOver } = order;
  const kept = outcome?.evidence;
  if (wish === 'none' && kept === undefined && handedOver === null) return null;
  return (
    <dl className="facts">
      <dt>Evidence</dt>
      <dd className="stack order-evidence">
        <p>
          <Where order={order} />
        </p>
        <EvidenceDemands {...order} />
        {kept !== undefined && (
          <p>
            {numberText(kept.bytes)} bytes on the host in <code>{kept.path}</code>, SHA-256{' '}
            <code>{kept.sha256}</code>
          </p>
        )}
        {handedOver !== null && (
          <div>
            <Button
              component="a"
              href={evidencePath(host.id, order.id)}
              download={`evidence-${order.id}.json.gz`}
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              Download the evidence
            </Button>
          </div>
        )}
      </dd>
    </dl>
  );
}

function Where({
  order: { evidence: wish, state, outcome, handedOver },
}: Pick<OrderEvidenceProps, 'order'>) {
  const kept = outcome?.evidence;
  if (handedOver !== null) {
    const isOther = kept !== undefined && kept.sha256 !== handedOver.sha256;
    return (
      <>
        handed over <Age at={handedOver.at} />
        {isOther && (
          <>
            {', '}
            <Mark tone="act">and not what the host has: here it is SHA-256</Mark>{' '}
            <code>{handedOver.sha256}</code>
          </>
        )}
      </>
    );
  }
  if (kept !== undefined) {
    return wish === 'upload' ? (
      <Mark tone="unsure">on the host only; it was to be handed over</Mark>
    ) : (
      'on the host only'
    );
  }
  if (state === 'ended') return <Mark tone="unsure">none was gathered</Mark>;
  if (state === 'cancelled') return 'none: the order was cancelled';
  return wish === 'upload'
    ? 'to be gathered before anything is begun, and handed over'
    : 'to be gathered before anything is begun, and left on the host';
}
