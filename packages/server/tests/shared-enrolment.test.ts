import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type ReadHost, readHosts } from '@daybreak/intake/hosts';
import { decodeText } from '@daybreak/intake/text';
import type { MadeEnrolmentToken } from '@daybreak/protocol/enrolment';
import type { HostDetail, HostPage } from '@daybreak/protocol/host';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { administrator, sentInventory, startApp, type TestApp, type Visitor } from './support.ts';

const folder = new URL('../../../../shared/data/systeminfo/', import.meta.url);
const sharedExists = existsSync(folder);
const read = (name: string) => ({ name, bytes: readFileSync(new URL(name, folder)) });
const files = (sharedExists ? readdirSync(folder) : []).filter((name) =>
  /_systeminfo(?:_powershell)?\.txt$/.test(name),
);

/** The host as its own files tell of it: systeminfo, and the list of hotfixes where there is one. */
function uploaded(file: string): ReadHost {
  const list = file.replace(/_systeminfo.*$/, '_qfe.txt');
  const names = existsSync(new URL(list, folder)) ? [file, list] : [file];
  const [host] = readHosts(names.map(read)).hosts;
  if (host === undefined) throw new Error(`${file} has no host`);
  return host;
}

function textOf(file: string): string {
  const decoded = decodeText(read(file).bytes);
  if ('message' in decoded) throw new Error(`${file}: ${decoded.message}`);
  return decoded.text;
}

describe.skipIf(!sharedExists)('real hosts that enrol (needs ../shared)', () => {
  let server: TestServer;
  let test: TestApp;
  let visitor: Visitor;
  let made: MadeEnrolmentToken;
  let address: string;
  beforeAll(async () => {
    server = await startTestServer();
    test = await startApp(server);
    visitor = await administrator(test);
    const payload = { group: 'office' };
    made = (await visitor.ask('POST', '/api/enrolment-tokens', { payload })).json();
    address = await test.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await test[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  it.each(files)('%s is read as an upload of its files is', async (file) => {
    const { host } = uploaded(file);
    test.pass(1_000);
    const answer = await fetch(`${address}/api/enrol`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${made.secret}`,
        'content-type': 'text/plain; charset=utf-8',
      },
      body: sentInventory(textOf(file), host.installed.updates),
    });
    expect(await answer.json()).toMatchObject({ host: host.name, group: 'office' });
    const listed = await visitor.ask('GET', `/api/hosts?text=${host.name}`);
    const { hosts } = listed.json<HostPage>();
    const detail = await visitor.ask('GET', `/api/hosts/${hosts[0]?.id}`);
    const { installed, host: shown } = detail.json<HostDetail>();
    expect(installed).toEqual(host.installed.updates);
    expect(shown).toMatchObject({ osName: host.osName, domain: host.domain });
    expect(shown.build.startsWith(host.version)).toBe(true);
  });
});
