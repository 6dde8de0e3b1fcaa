import { logOfMean } from './logarithm.ts';

/** The share of patched hosts that may fail, where there are too few unpatched ones to compare with. */
const allowedShare = 0.01;

/** The shares that are bet on. */
const shareBets: readonly number[] = [0.03, 0.1, 0.3, 0.9];

/**
 * Evidence that a patched host fails with a chance above the allowed one, host by host, without a
 * comparison: E = mean over g of Π (p_g/p₀)^y · ((1−p_g)/(1−p₀))^(1−y). Where the chance, given all
 * hosts before, never is above p₀, that E ever reaches 1/α has at most the chance α.
 */
export interface AbsoluteTest {
  readonly allowedShare: number;
  readonly bets: readonly number[];
  /** By bet, the natural logarithm of its product. */
  readonly logProducts: readonly number[];
}

/**
 * Evidence before the first host.
 * @param own shares to bet on; those up to the allowed one are left out
 * @throws {RangeError} where none is left, or one is no share
 */
export function startAbsoluteTest(allowed = allowedShare, own = shareBets): AbsoluteTest {
  const above = own.filter((share) => share > allowed);
  if (!(allowed > 0 && above.length > 0 && above.every((share) => share < 1))) {
    throw new RangeError(`shares to bet on lie between ${allowed} and 1`);
  }
  return { allowedShare: allowed, bets: above, logProducts: above.map(() => 0) };
}

/** Evidence after more patched hosts whose time of observation is over. */
export function afterHosts(test: AbsoluteTest, failed: number, passed: number): AbsoluteTest {
  const logProducts = test.logProducts.map((log, at) => {
    const share = test.bets[at] ?? test.allowedShare;
    const lost = failed * Math.log(share / test.allowedShare);
    return log + lost + passed * (Math.log1p(-share) - Math.log1p(-test.allowedShare));
  });
  return { ...test, logProducts };
}

/** ln E. */
export function logAbsoluteEvidence(test: AbsoluteTest): number {
  return logOfMean(test.logProducts);
}
