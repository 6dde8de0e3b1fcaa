/** What a person does without a mouse. */
import type { Page } from 'playwright-core';

const tabsMax = 60;

/** Presses Tab until what has this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < tabsMax; tabs += 1) {
    if ((await focusedName(page)) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${tabsMax} times Tab did not lead to ${name}`);
}

/** The label or the text of what has the focus. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate<string>(
    "(document.activeElement?.ariaLabel ?? (document.activeElement?.labels?.[0] ?? document.activeElement)?.textContent)?.trim() ?? ''",
  );
}
