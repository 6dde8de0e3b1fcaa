/** Names that people and feeds write: case carries no meaning in them. */

export function sameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** The same for each spelling of a name, to look it up by. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/**
 * Whether people mean this product: they leave out the architecture, so `Windows Server 2022` means
 * `Windows Server 2022 (x64)`, too.
 */
export function meansProduct(name: string, product: string): boolean {
  const [short = product] = product.split(' (');
  return sameName(name, product) || sameName(name, short);
}
