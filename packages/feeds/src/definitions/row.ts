import { type Fix, readWindowsProduct } from '@daybreak/core/bulletin';
import {
  isMicrosoftLinux,
  isServicePackName,
  isWindowsSystem,
  readAdvisory,
  readKb,
  readUpdateList,
  splitProduct,
} from '../feed/index.ts';
import { conditionOf, isBulletinRow } from './component.ts';
import { memoize } from './memoize.ts';

/** The columns that are read, as the header names them. */
export const columns = [
  'DatePosted',
  'CVE',
  'BulletinKB',
  'Title',
  'AffectedProduct',
  'AffectedComponent',
  'Severity',
  'Impact',
  'Supersedes',
] as const;

type Column = (typeof columns)[number];

/** The fields of one row, by column. */
export type Field = (column: Column) => string;

/** Why a row gives no fix. */
export type RowDrop =
  | "package of Microsoft's Linux"
  | 'no update named'
  | 'not a KB number'
  | 'not a date';

/** How a spreadsheet writes a list it could not flatten. */
const noText = 'System.Object[]';

/** What the custom file writes as the impact of staying on a product without support. */
const endOfUpdates = 'No more updates';

/** Turns rows into fixes. It remembers what it made of each text, as texts repeat all the time. */
export class RowReader {
  readonly #text = memoize((text) => (text === noText ? '' : text.trim()));
  readonly #date = memoize(readDate);
  readonly #advisory = memoize(readAdvisory);
  readonly #update = memoize(readUpdate);
  readonly #supersedes = memoize(readUpdateList);
  readonly #product = memoize((name) => ({
    ...splitProduct(name),
    isLinux: isMicrosoftLinux(name),
    isSystem: isWindowsSystem(splitProduct(name).product),
  }));
  readonly #isProduct = memoize((name) => readWindowsProduct(name) !== null);
  readonly #bulletinComponent = memoize((name) => conditionOf(name, true));

  read(field: Field): Fix | RowDrop {
    const product = this.#product(field('AffectedProduct'));
    if (product.isLinux) return "package of Microsoft's Linux";
    const update = this.#update(field('BulletinKB'));
    if (update === '') return 'no update named';
    if (update === noText) return 'not a KB number';
    const published = this.#date(field('DatePosted'));
    if (published === '') return 'not a date';
    const title = this.#text(field('Title'));
    const advisory = this.#advisory(field('CVE'));
    const named = isServicePackName(advisory);
    const impact = this.#text(field('Impact'));
    const component = this.#text(field('AffectedComponent'));
    // A few bulletins have the two columns exchanged: the part, and the system it is on.
    const exchanged = !product.isSystem && this.#isProduct(component);
    const part = exchanged ? product.product : component;
    return {
      bulletin: '',
      published,
      advisory: named ? '' : advisory,
      title,
      product: exchanged ? component : product.product,
      component: product.component || this.#component(part, published, title),
      update,
      kind: named && impact === endOfUpdates ? 'service-pack' : 'single',
      fixedBuild: '',
      supersedes: this.#supersedes(field('Supersedes')),
      severity: this.#text(field('Severity')),
      impact: impact === endOfUpdates ? '' : impact,
      restart: null,
      exploited: false,
    };
  }

  #component(name: string, published: string, title: string): string {
    return isBulletinRow(published, title) ? this.#bulletinComponent(name) : '';
  }
}

/** `2024-06-11` for `20240611`; empty for anything else. */
function readDate(text: string): string {
  const match = /^(\d{4})(0[1-9]|1[0-2])([0-2]\d|3[01])$/.exec(text);
  return match === null ? '' : `${match[1]}-${match[2]}-${match[3]}`;
}

function readUpdate(text: string): string {
  if (text.trim() === '') return '';
  return readKb(text) ?? (isServicePackName(text) ? text : noText);
}
