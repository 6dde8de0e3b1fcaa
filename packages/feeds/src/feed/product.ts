/** What a vendor's product name says: an operating system, or a part installed on one. */

export interface NamedProduct {
  readonly product: string;
  /** The part that must be present; empty where it is the product itself. */
  readonly component: string;
}

const windows =
  /^(?:Microsoft )?Windows (?:NT|95|98|Me|Millennium|2000|XP|Vista|7|8(?:\.1)?|RT|10|11|Server)\b/;

/** Products whose names begin like a Windows but which are kits, apps and services for one. */
const notASystem = /\b(?:HLK|Hardware Lab Kit|Update Services|Update Assistant|Mobile|Phone)\b/;

/** True for a name of a Windows operating system, client or server. */
export function isWindowsSystem(name: string): boolean {
  return windows.test(name) && !notASystem.test(name);
}

/**
 * Splits `Internet Explorer 11 on Windows Server 2012` into component and product where what
 * stands behind the last ` on ` is a Windows system; other names stay whole.
 */
export function splitProduct(name: string): NamedProduct {
  const trimmed = name.trim();
  const at = trimmed.lastIndexOf(' on ');
  const system = trimmed.slice(at + 4).trim();
  if (at < 1 || !isWindowsSystem(system)) return { product: trimmed, component: '' };
  return { product: system, component: trimmed.slice(0, at).trim() };
}

const linux = /^(?:azl\d|cbl\d|cm\d) |\.cm\d\.|CBL[- ]Mariner|Azure Linux \d/;

/** True for packages of Microsoft's own Linux, which its feeds carry between those of Windows. */
export function isMicrosoftLinux(product: string): boolean {
  return linux.test(product);
}
