/** Shows how far a sync is: to the server that started it, or as a bar to the person who did. */
import cliProgress from 'cli-progress';
import type { SyncMessage } from './messages.ts';

export interface SyncProgress {
  step(step: string, done: number, total: number): void;
  /** Before anything else is printed. */
  end(): void;
  failed(address: string | null, reason: string): void;
}

export function syncProgress(): SyncProgress {
  return process.send === undefined ? bar() : messages();
}

function messages(): SyncProgress {
  const tell = (message: SyncMessage): void => {
    process.send?.(message);
  };
  return {
    step: (step, done, total) => tell({ kind: 'step', step: { step, done, total } }),
    end: () => {},
    failed: (address, reason) => tell({ kind: 'failed', address, reason }),
  };
}

function bar(): SyncProgress {
  const shown = new cliProgress.SingleBar(
    {
      format: '{step} {bar} {value}/{total} documents',
      stream: process.stderr,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  shown.start(0, 0, { step: 'reading' });
  return {
    step(step, done, total) {
      shown.setTotal(total);
      shown.update(done, { step });
    },
    end: () => shown.stop(),
    failed: () => {},
  };
}
