/** The fleet's administrator, who does everything through the API that the screens use. */
import { request } from 'node:http';
import { serverName } from './front.ts';

const timeoutMs = 30_000;

/** What the server answered where it did not do what was asked. */
export class ConsoleRefusal extends Error {
  override readonly name = 'ConsoleRefusal';
  readonly status: number;

  constructor(status: number, what: string) {
    super(what);
    this.status = status;
  }
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly cookies: readonly string[];
}

export class Console {
  readonly #door: string;
  #cookie = '';
  #csrfToken = '';

  /** @param door the front's socket */
  constructor(door: string) {
    this.#door = door;
  }

  /** Makes the first administrator, who is logged in from here on. */
  async setUp(token: string): Promise<void> {
    const credentials = { name: 'Fleet', password: 'of the fleet, and nobody else' };
    const session = await this.post<{ csrfToken: string }>('/api/setup', { token, ...credentials });
    this.#csrfToken = session.csrfToken;
  }

  get<T>(path: string): Promise<T> {
    return this.#ask('GET', path, null);
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.#ask('POST', path, body);
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.#ask('PUT', path, body);
  }

  async #ask<T>(method: string, path: string, body: object | null): Promise<T> {
    const { status, text, cookies } = await this.#send(method, path, body);
    if (cookies.length > 0) this.#cookie = cookies.map((one) => one.split(';')[0]).join('; ');
    if (status === 204) return undefined as T;
    if (status !== 200) throw new ConsoleRefusal(status, `${method} ${path}: ${status} ${text}`);
    return JSON.parse(text) as T;
  }

  #send(method: string, path: string, body: object | null): Promise<Reply> {
    const headers = {
      host: serverName,
      cookie: this.#cookie,
      'x-csrf-token': this.#csrfToken,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    };
    const asked = { socketPath: this.#door, method, path, headers, timeout: timeoutMs };
    return new Promise((resolve, reject) => {
      const sent = request(asked, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (more: string) => {
          text += more;
        });
        response.on('error', reject).on('end', () => {
          const cookies = response.headers['set-cookie'] ?? [];
          resolve({ status: response.statusCode ?? 0, text, cookies });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error(`${path}: no answer`))).on('error', reject);
      sent.end(body === null ? '' : JSON.stringify(body));
    });
  }
}
