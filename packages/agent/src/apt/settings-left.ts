/** dpkg asks about each file of settings that an administrator changed and a package brings anew. */
const question = /^Configuration file '([^'\n]+)'\n(?: ==>[^\n]*\n)* ==> Keeping old config file/gm;

/**
 * Which settings stayed as the administrator has them, in words: the package's own lie beside them.
 * @param log of apt or dpkg, LC_ALL=C
 */
export function settingsLeft(log: string): readonly string[] {
  return [...log.matchAll(question)].map(
    ([, path]) => `${path} was changed on the host and stays; the new one is ${path}.dpkg-dist`,
  );
}
