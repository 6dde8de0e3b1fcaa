/** Three servers in June 2024, of which two lack the month's update. */
import type { HostPage } from '@daybreak/protocol/host';
import type { Today, UpdateDetail } from '@daybreak/protocol/update';
import { expect } from 'vitest';
import type { TestServer } from '../../storage/tests/support/database.ts';
import { juneFeeds, juneFixes } from './knowledge.ts';
import {
  administrator,
  credentials,
  startApp,
  systeminfo,
  type TestApp,
  upload,
  type Visitor,
} from './support.ts';

export const june = 'KB5039227';
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const asked = { 'content-type': 'application/json' };

export interface JuneFleet extends AsyncDisposable {
  readonly test: TestApp;
  readonly ada: Visitor;
  readonly today: () => Promise<Today>;
  readonly update: () => Promise<UpdateDetail>;
  readonly send: (method: 'POST' | 'PUT' | 'PATCH', url: string, body: object) => Promise<unknown>;
  readonly idOf: (name: string) => Promise<string>;
  /** Moves the clock on, after which one has to log in again. */
  readonly pass: (milliseconds: number) => Promise<void>;
}

/** WEB-1 and DC-1 lack June's update, WEB-2 has it. It is 20 June 2024, 08:00 UTC. */
export async function juneFleet(server: TestServer): Promise<JuneFleet> {
  const test = await startApp(server);
  test.exposure.learn(juneFixes, juneFeeds);
  const ada = await administrator(test);
  const files = {
    'web-1.txt': systeminfo('WEB-1', ['KB5037782']),
    'web-2.txt': systeminfo('WEB-2', [june]),
    'dc-1.txt': systeminfo('DC-1', ['KB5037782']).replace(
      'Member Server',
      'Primary Domain Controller',
    ),
  };
  await ada.ask('POST', '/api/hosts/import', upload(files, 'servers'));
  const get = async <T>(url: string): Promise<T> => (await ada.ask('GET', url)).json<T>();
  return {
    test,
    ada,
    today: () => get<Today>('/api/updates'),
    update: () => get<UpdateDetail>(`/api/updates/${june}`),
    send: async (method, url, body) => {
      const answer = await ada.ask(method as 'POST', url, { payload: body, headers: asked });
      expect(answer.statusCode, answer.body).toBeLessThan(300);
      return answer.json();
    },
    idOf: async (name) => {
      const { hosts } = await get<HostPage>(`/api/hosts?text=${name}`);
      return hosts[0]?.id ?? '';
    },
    pass: async (milliseconds) => {
      test.pass(milliseconds);
      ada.keep(await ada.ask('POST', '/api/session', { payload: credentials }));
    },
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  };
}
