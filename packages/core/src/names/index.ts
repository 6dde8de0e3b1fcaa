/** Names that people and feeds write: case carries no meaning in them. */

export function sameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** The same for each spelling of a name, to look it up by. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** Whether hosts of this role are meant: a domain controller is a server, too. */
export function meansRole(name: string, role: string): boolean {
  return sameName(name, role) || (sameName(name, 'server') && sameName(role, 'dc'));
}

/**
 * Whether people mean this product: they leave out the architecture, so `Windows Server 2022` means
 * `Windows Server 2022 (x64)`, too.
 */
export function meansProduct(name: string, product: string): boolean {
  const [short = product] = product.split(' (');
  return sameName(name, product) || sameName(name, short);
}
