import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type ReadHost, readHosts } from '@daybreak/intake/hosts';
import { decodeText } from '@daybreak/intake/text';
import { enrolledHost, type MadeEnrolmentToken } from '@daybreak/protocol/enrolment';
import type { HostDetail, HostPage } from '@daybreak/protocol/host';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { administrator, sentInventory, startApp, type TestApp, type Visitor } from './support.ts';

const own = new URL('../../intake/fixtures/', import.meta.url);
const shared = new URL('../../../../shared/data/systeminfo/', import.meta.url);
const sharedExists = existsSync(shared);

function inventoriesIn(folder: URL): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => /_systeminfo(?:_powershell)?\.txt$/.test(name));
}

/** The host as its own files tell of it: systeminfo, and the list of hotfixes where there is one. */
function uploaded(folder: URL, file: string): ReadHost {
  const list = file.replace(/_systeminfo.*$/, '_qfe.txt');
  const names = existsSync(new URL(list, folder)) ? [file, list] : [file];
  const read = names.map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) }));
  const [host] = readHosts(read).hosts;
  if (host === undefined) throw new Error(`${file} has no host`);
  return host;
}

/** What systeminfo printed, as the host's own PowerShell takes it in. */
function printed(folder: URL, file: string): string {
  const decoded = decodeText(readFileSync(new URL(file, folder)));
  if ('message' in decoded) throw new Error(`${file}: ${decoded.message}`);
  return decoded.text;
}

describe('a host that enrols is read as an upload of its files is', () => {
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

  /** Sends it over HTTP, and gives what is then known of the host. */
  async function enrolled(text: string, hotfixes: readonly string[]): Promise<HostDetail> {
    test.pass(1_000);
    const answer = await fetch(`${address}/api/enrol`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${made.secret}`,
        'content-type': 'text/plain; charset=utf-8',
      },
      body: sentInventory(text, hotfixes),
    });
    const { host } = enrolledHost.parse(await answer.json());
    const listed = await visitor.ask('GET', `/api/hosts?text=${host}`);
    const { hosts } = listed.json<HostPage>();
    return (await visitor.ask('GET', `/api/hosts/${hosts[0]?.id}`)).json();
  }

  async function expectSame(folder: URL, file: string): Promise<HostDetail> {
    const { host } = uploaded(folder, file);
    const detail = await enrolled(printed(folder, file), host.installed.updates);
    expect(detail.installed).toMatchObject({ updates: host.installed.updates });
    const { name, osName, domain } = host;
    expect(detail.host).toMatchObject({ name, osName, domain, group: 'office' });
    expect(detail.host.build.startsWith(host.version)).toBe(true);
    return detail;
  }

  it('in another language', async () => {
    await expectSame(own, 'rosa_systeminfo.txt');
  });

  it('with the list that completes one cut short', async () => {
    const file = 'lily_systeminfo.txt';
    expect(await enrolled(printed(own, file), [])).toMatchObject({
      installed: { complete: false },
    });
    expect(await expectSame(own, file)).toMatchObject({ installed: { complete: true } });
  });

  describe.skipIf(!sharedExists)('if it is a real one (needs ../shared)', () => {
    it.each(inventoriesIn(shared))('%s', async (file) => {
      await expectSame(shared, file);
    });
  });
});
