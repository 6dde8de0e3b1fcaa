import { join } from 'node:path';
import { type HostPosture, hostPosture } from '@daybreak/protocol/agent';
import { readIfPresent, writeDurably } from '../durable-file/index.ts';
import type { Answer, ServerClient } from '../server-client/index.ts';
import { documentHashOf } from './document.ts';
import { postureUploadOf } from './posture-change.ts';

/** Sends postures, as changes of the last one that the server is known to have. */
export class PostureKeeper {
  readonly #path: string;
  #acknowledged: HostPosture | null;

  private constructor(path: string, acknowledged: HostPosture | null) {
    this.#path = path;
    this.#acknowledged = acknowledged;
  }

  static async open(stateFolder: string): Promise<PostureKeeper> {
    const path = join(stateFolder, 'posture.json');
    return new PostureKeeper(path, readPosture(await readIfPresent(path)));
  }

  /** Whole, where the server asks for what it was said to have, or does not take the change. */
  async send(
    client: ServerClient,
    instance: string,
    posture: HostPosture,
  ): Promise<Answer<unknown>> {
    const isLost =
      this.#acknowledged !== null && documentHashOf(this.#acknowledged) === documentHashOf(posture);
    const base = isLost ? null : this.#acknowledged;
    let answer = await client.upload('posture', postureUploadOf(instance, posture, base));
    if (answer.kind === 'refused' && base !== null) {
      answer = await client.upload('posture', postureUploadOf(instance, posture, null));
    }
    if (answer.kind === 'answered') await this.#keep(posture);
    return answer;
  }

  async #keep(posture: HostPosture): Promise<void> {
    await writeDurably(this.#path, JSON.stringify(posture));
    this.#acknowledged = posture;
  }
}

/** Null for what cannot be read: then the whole is sent, which costs no more than bytes. */
function readPosture(bytes: Buffer | null): HostPosture | null {
  try {
    return bytes === null ? null : hostPosture.parse(JSON.parse(bytes.toString()));
  } catch {
    return null;
  }
}
