import type { AgentStatus, HostPosture } from '@daybreak/protocol/agent';
import type { HostDriver } from '../driver/index.ts';
import { plainText } from '../plain-text/index.ts';

/** What the host says of itself, and what stood against looking. */
export interface Look {
  /** Null where the host has not been looked at, or could not be. */
  readonly posture: HostPosture | null;
  readonly restart: AgentStatus['restart'];
  readonly hindrances: readonly string[];
}

export const notLooked: Look = { posture: null, restart: null, hindrances: [] };

/** A host that cannot be looked at still says so. */
export async function look(driver: HostDriver): Promise<Look> {
  try {
    const posture = await driver.posture();
    const restart = await driver.restartState();
    const hindrances = await driver.hindrances();
    return { posture, restart, hindrances: hindrances.map((text) => plainText(text, 1000)) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const hindrance = plainText(`the host cannot be looked at: ${why}`, 1000);
    return { ...notLooked, hindrances: [hindrance] };
  }
}
