/** Names of updates: KB numbers, and names that stand for a service pack that has none. */

const number = /^(?:KB)?(\d{6,8})$/i;
const servicePack = /^SP[A-Z0-9]+$/;

/** `KB5039212` for `5039212` or `kb5039212`; null when the text is not just a KB number. */
export function readKb(text: string): string | null {
  const digits = number.exec(text.trim())?.[1];
  return digits === undefined ? null : `KB${digits}`;
}

/** True for the names that the definitions give to service packs without a KB number. */
export function isServicePackName(text: string): boolean {
  return servicePack.test(text);
}

/**
 * The updates a free-form list names, each once, in its order. Lists are written
 * `5037782; 5037783`, `MS16-087, 3170455`, `3118389<br><br>4022173` or `None`; whatever is neither a
 * KB number nor a service pack's name (bulletin ids, versions) is not an update and left out.
 */
export function readUpdateList(text: string): readonly string[] {
  const updates = new Set<string>();
  for (const word of text.split(/[;,\s]+|<br\s*\/?>/i)) {
    const update = readKb(word) ?? (isServicePackName(word) ? word : null);
    if (update !== null) updates.add(update);
  }
  return [...updates];
}

/**
 * `CVE-2024-30069` or `ADV200001` where the text begins with one, else the text trimmed; empty for a
 * bare `CVE` without a number.
 */
export function readAdvisory(text: string): string {
  const trimmed = text.trim();
  if (/^CVE-?$/i.test(trimmed)) return '';
  return /^(?:CVE-\d{4}-\d{4,}|ADV\d+)/i.exec(trimmed)?.[0].toUpperCase() ?? trimmed;
}
