/** A fleet assessed: what it costs, and that the cost follows distinct postures, not hosts. */
import type { FeedStatus, ProductKnowledge } from '@daybreak/core/bulletin';
import { ProductExposure, productIdOfHost } from '@daybreak/core/exposure';
import type { WindowsHost } from '@daybreak/core/inventory';
import { KnowledgeIndex } from '@daybreak/feeds/index-file';
import { inventPostures, seeded } from './fleet.ts';
import { figure, heading, measured, seconds, times } from './report.ts';

const asOf = '2026-06-28';
const newMonth = '2026-06';
const hostsMax = 100_000;
const posturesMax = 5_000;

export async function benchExposure(indexFile: string): Promise<void> {
  using index = KnowledgeIndex.open(indexFile);
  const products = index.products.flatMap(({ id }) => index.product(id) ?? []);
  const postures = inventPostures(products, posturesMax, seeded(1));
  heading(`A fleet of ${hostsMax} hosts in ${posturesMax} distinct postures, assessed`);
  const whole = await measured(() => assessFleet(products, index.feeds, postures, hostsMax));
  figure('all of it', seconds(whole.ms), `${whole.result} updates needed by some host`);
  await compare('ten times fewer hosts, as many postures', postures, hostsMax / 10);
  await compare('as many hosts, ten times fewer postures', postures.slice(0, 500), hostsMax);
  await benchMonth(products, index.feeds, whole.ms);
  const news = products.slice(0, 1);
  const touched = postures.filter((host) => news.some(({ id }) => id === productIdOfHost(host)));
  const month = await measured(() => assessFleet(news, index.feeds, touched, hostsMax));
  figure(
    "a bulletin for one product: that product's postures",
    seconds(month.ms),
    `${times(month.ms / whole.ms)} of all, ${touched.length} postures`,
  );

  async function compare(what: string, some: readonly WindowsHost[], hosts: number) {
    const { ms } = await measured(() => assessFleet(products, index.feeds, some, hosts));
    figure(what, seconds(ms), `${times(ms / whole.ms)} of all`);
  }
}

/**
 * The fleet of one who keeps to products in support, on the day of a new month's bulletin: it names
 * every one of them, so that every posture is assessed anew. Hosts that have the same updates of the
 * system itself are found out together, whatever else differs; the further behind hosts may be, the
 * more kinds there are.
 */
async function benchMonth(
  products: readonly ProductKnowledge[],
  feeds: readonly FeedStatus[],
  wholeMs: number,
): Promise<void> {
  const inSupport = products.filter(({ updates }) =>
    updates.some(({ kind, published }) => kind === 'cumulative' && published.startsWith(newMonth)),
  );
  for (const [behind, share] of [
    ['a year behind at most', 0.1],
    ['of any age', 1],
  ] as const) {
    const postures = inventPostures(inSupport, posturesMax, seeded(2), share);
    const { ms } = await measured(() => assessFleet(inSupport, feeds, postures, hostsMax));
    const what = `a month's bulletin, ${inSupport.length} products, hosts ${behind}`;
    figure(what, seconds(ms), `${times(ms / wholeMs)} of all`);
  }
}

/** How many hosts need each update; each distinct posture is assessed once. */
function assessFleet(
  products: readonly ProductKnowledge[],
  feeds: readonly FeedStatus[],
  postures: readonly WindowsHost[],
  hosts: number,
): number {
  const basis = { asOf, feeds, listedExploited: new Set<string>() };
  const exposures = new Map(
    products.map((product) => [product.id, new ProductExposure(product, basis)]),
  );
  const counts = new Uint32Array(postures.length);
  for (let host = 0; host < hosts; host += 1) {
    const at = host % postures.length;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const needed = new Map<string, number>();
  for (const [at, posture] of postures.entries()) {
    const summary = exposures.get(productIdOfHost(posture))?.summarise(posture);
    for (const { update } of summary?.install ?? []) {
      needed.set(update, (needed.get(update) ?? 0) + (counts[at] ?? 0));
    }
  }
  return needed.size;
}
