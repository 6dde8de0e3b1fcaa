import type { WindowsProduct } from './product.ts';

/**
 * Parts that come with a product and cannot be absent from it, so that no inventory has to show
 * them: the browsers of Windows 10 and 8.1 clients, which are served by the system's own updates.
 * Everything else (.NET Framework, Flash Player, MSXML, older browsers with a choice of version) is
 * a condition. Source: Microsoft's lifecycle pages for Internet Explorer and the legacy Edge.
 */
const inBox: Readonly<Record<string, readonly string[]>> = {
  'Windows 8.1': ['Internet Explorer 11'],
  'Windows 10': ['Internet Explorer 11', 'Microsoft Edge', 'Microsoft Edge (EdgeHTML-based)'],
};

export function isInBox(product: WindowsProduct, component: string): boolean {
  return inBox[product.family]?.includes(component) ?? false;
}
