/**
 * Software of Microsoft's that bulletins name as a product of its own, that gets updates with a KB,
 * and that no inventory shows: SQL Server, and .NET from Core 3.1 on.
 */

/** Service packs and branches get updates of their own; processors and numbers of a CU do not. */
const leftOut = [
  / for (?:32-bit|x64-based|itanium-based) systems/,
  / (?:itanium(?:-based)?|x64) edition/,
  / installed on windows$/,
];

const forms = [/^sql server (?:2000|20\d\d)\b(?!.*\blinux\b)/, /^\.net (?:core )?\d+\.\d$/];

/**
 * The application for people, one for all that the same update serves: `Microsoft SQL Server 2022
 * (CU)` for each of its cumulative updates. Null for everything else.
 */
export function readApplication(name: string): string | null {
  const plain = leftOut.reduce(
    (text, part) => text.replace(part, ''),
    name
      .toLowerCase()
      .replace(/^microsoft /, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return forms.some((form) => form.test(plain)) ? `Microsoft ${titled(plain)}` : null;
}

function titled(plain: string): string {
  return plain
    .replace('azure connectivity pack', 'azure connect feature pack')
    .replace(/(?:with )?(?:service pack |sp)(\d)/g, 'SP$1')
    .replace(/\(cu ?\d*\)/, '(CU)')
    .replace(/\b(?:sql|net|gdr|qfe|msde|r2)\b/g, (word) => word.toUpperCase())
    .replace(/\b[a-z]+\b/g, (word) => (word === 'with' ? word : capital(word)));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
