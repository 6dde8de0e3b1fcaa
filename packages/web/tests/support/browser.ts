/**
 * A real Chromium, and pages that remember what went wrong in them: errors in the console (a
 * violated content security policy is one) and uncaught exceptions.
 */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const calm = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is; null when there is none here. */
function chromiumPath(): string | null {
  return places.find((place) => existsSync(place)) ?? null;
}

/**
 * True when the browser tests can run; says loudly when they can not.
 * @throws Error when none may be left out (`DAYBREAK_TESTS=complete`) and there is no Chromium
 */
export function browserReady(): boolean {
  if (chromiumPath() !== null) return true;
  if (process.env['DAYBREAK_TESTS'] === 'complete') {
    throw new Error('No Chromium was found, and DAYBREAK_TESTS=complete asks for every test.');
  }
  console.warn(
    '\n  !!  THE BROWSER TESTS ARE LEFT OUT: no Chromium was found (Debian: chromium)\n',
  );
  return false;
}

export function startBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('no Chromium was found');
  return chromium.launch({ executablePath, args: calm });
}

export interface Watched {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page so far. */
  readonly faults: string[];
}

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

/**
 * A new visitor. The pages are held to a stricter policy than the server's own: not even styles
 * inside the page are allowed.
 */
export async function openVisitor(browser: Browser, look: Look): Promise<Watched> {
  const { width, height, scheme } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Vienna',
  });
  await context.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const headers = response.headers();
    const policy = headers['content-security-policy']?.replace(" 'unsafe-inline'", '');
    if (policy !== undefined) headers['content-security-policy'] = policy;
    return route.fulfill({ response, headers });
  });
  const page = await context.newPage();
  return { context, page, faults: watch(page) };
}

function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    // The browser reports each answer above 399 by itself; the screens explain those.
    const expected = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !expected) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return faults;
}
