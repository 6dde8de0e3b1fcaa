const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Where a server is, as a person writes it; in words what is wrong where it is nowhere. Without TLS
 * nobody knows who answers, so that it is for the same machine only.
 */
export function readServerUrl(text: string): URL | string {
  if (!URL.canParse(text)) return `${text} is no address such as https://daybreak.example`;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return 'the address must hold nothing but scheme, name and port';
  }
  if (url.pathname !== '/') return `the address must not name a path: ${url.pathname}`;
  if (url.protocol === 'https:') return url;
  if (url.protocol === 'http:' && loopback.has(url.hostname)) return url;
  return `${text} must be https: over http, anybody between could answer`;
}
