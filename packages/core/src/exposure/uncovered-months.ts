import { supportOf, type WindowsHost } from '../inventory/index.ts';
import { cumulativeBuild } from '../version/index.ts';
import type { CoverageBasis } from './basis.ts';
import { completeMonths, monthsBetween, newestReleaseMonth } from './coverage.ts';
import { productOfHost } from './host-product.ts';

/**
 * The month in which a product was released at its service pack, which contains what was fixed
 * before. Source: Microsoft's lifecycle pages.
 */
const releases: Readonly<Record<string, string>> = {
  'Windows 2000 0': '2000-02',
  'Windows 2000 1': '2000-07',
  'Windows 2000 2': '2001-05',
  'Windows 2000 3': '2002-08',
  'Windows 2000 4': '2003-06',
  'Windows XP 0': '2001-10',
  'Windows XP 1': '2002-09',
  'Windows XP 2': '2004-08',
  'Windows XP 3': '2008-04',
  'Windows Server 2003 0': '2003-04',
  'Windows Server 2003 1': '2005-03',
  'Windows Server 2003 2': '2007-03',
  'Windows Vista 0': '2006-11',
  'Windows Vista 1': '2008-02',
  'Windows Vista 2': '2009-05',
  'Windows Server 2008 0': '2008-02',
  'Windows Server 2008 2': '2009-05',
  'Windows 7 0': '2009-10',
  'Windows 7 1': '2011-02',
  'Windows Server 2008 R2 0': '2009-10',
  'Windows Server 2008 R2 1': '2011-02',
  'Windows 8 0': '2012-10',
  'Windows Server 2012 0': '2012-10',
  'Windows 8.1 0': '2013-10',
  'Windows Server 2012 R2 0': '2013-10',
};

/** Before any product that bulletins name: what is not known to be newer may need every month. */
const beforeAll = '2000-01';

/** Which months no feed has whole, asked for many hosts of one day. */
export class Coverage {
  /** ISO date. */
  readonly asOf: string;
  readonly #whole: ReadonlySet<string>;
  readonly #known = new Map<string, readonly string[]>();

  constructor({ asOf, feeds }: CoverageBasis) {
    this.asOf = asOf;
    this.#whole = completeMonths(feeds);
  }

  /** Whether a feed of bulletins has all of the month: `2026-06`. */
  isWhole(month: string): boolean {
    return this.#whole.has(month);
  }

  /**
   * The months that could hold an update for this host and that no feed has whole: the newest, and
   * where updates are not cumulative by themselves, each since the product was released.
   */
  missing(host: WindowsHost): readonly string[] {
    const { asOf } = this;
    const { ends } = supportOf(host);
    const newest = newestReleaseMonth(ends !== null && ends < asOf ? ends : asOf);
    const first = firstMonthOf(host) ?? newest;
    const key = `${first} ${newest}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const missing = monthsBetween(first, newest).filter((month) => !this.isWhole(month));
    this.#known.set(key, missing);
    return missing;
  }
}

/** Null where the newest cumulative update contains whatever came before it. */
function firstMonthOf(host: WindowsHost): string | null {
  const { family, release, servicePack } = productOfHost(host);
  if (cumulativeBuild(family, release) !== null) return null;
  return releases[`${family} ${servicePack}`] ?? beforeAll;
}
