import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRequest, type RequestVerdict } from './judge.ts';
import { type CountedRun, type KeptRuns, noRuns, settleClone } from './run.ts';

const request = (start: number, instance: string, count: number): CountedRun => ({
  start,
  instance,
  count,
});

/** What becomes of requests one after the other. */
function judged(requests: readonly CountedRun[], before = noRuns) {
  const kinds: RequestVerdict['kind'][] = [];
  let kept: KeptRuns = before;
  for (const one of requests) {
    const verdict = judgeRequest(kept, one);
    kinds.push(verdict.kind);
    if (verdict.kind !== 'replayed') kept = verdict.keep;
  }
  return { kinds, kept };
}

const kindsOf = (...requests: readonly CountedRun[]) => judged(requests).kinds;

describe('a request', () => {
  it('counts when it is later than what came before, also in the next start', () => {
    const requests = [request(1, 'a', 1), request(1, 'a', 5), request(4, 'b', 1)];
    expect(kindsOf(...requests)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('of which one that is later has come counts no more', () => {
    const requests = [request(1, 'a', 2), request(1, 'a', 2), request(1, 'a', 1)];
    expect(kindsOf(...requests)).toEqual(['accepted', 'replayed', 'replayed']);
  });

  it('that is repeated after a start is no clone', () => {
    const requests = [request(1, 'a', 2), request(2, 'b', 1), request(1, 'a', 2)];
    expect(kindsOf(...requests)).toEqual(['accepted', 'accepted', 'replayed']);
  });

  it('that was under way when its agent was killed is no clone, and does not count', () => {
    const later = [request(1, 'a', 2), request(2, 'b', 1), request(1, 'a', 3)];
    expect(kindsOf(...later)).toEqual(['accepted', 'accepted', 'replayed']);
    const first = [request(1, 'a', 2), request(3, 'c', 1), request(2, 'b', 1)];
    expect(kindsOf(...first)).toEqual(['accepted', 'accepted', 'replayed']);
  });

  it.each([
    ['two agents with one start', [request(2, 'a', 1), request(2, 'b', 1)]],
    ['an original that goes on', [request(1, 'a', 1), request(2, 'b', 1), request(1, 'a', 3)]],
    ['a start that somebody else has begun', [request(9, 'a', 1), request(6, 'b', 2)]],
    ['the start before, begun again', [request(8, 'a', 1), request(9, 'b', 1), request(8, 'c', 1)]],
    ['an instance of two starts', [request(8, 'a', 1), request(9, 'a', 2)]],
  ])('shows two machines by %s', (_, requests) => {
    expect(kindsOf(...requests).at(-1)).toBe('cloned');
  });

  it('of neither machine counts until somebody has looked', () => {
    const seen = judged([request(2, 'a', 1), request(2, 'b', 1)]).kept;
    expect(judged([request(2, 'a', 2), request(3, 'c', 1)], seen).kinds).toEqual([
      'cloned',
      'cloned',
    ]);
  });
});

describe('a clone that was settled', () => {
  const seen = judged([request(8, 'z', 1), request(9, 'a', 1), request(9, 'b', 1)]).kept;

  it('goes on with the next start, also of a state that is older', () => {
    const after = [request(7, 'c', 1), request(7, 'c', 2), request(8, 'd', 1)];
    expect(judged(after, settleClone(seen)).kinds).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it.each(['z', 'a', 'b'])('is one again when what ran then (%s) asks', (instance) => {
    const after = [request(10, 'c', 1), request(9, instance, 7)];
    expect(judged(after, settleClone(seen)).kinds).toEqual(['accepted', 'cloned']);
    expect(judged([request(20, instance, 7)], settleClone(seen)).kinds).toEqual(['cloned']);
  });
});

/** Few of each, so that they meet. */
const anyRequest = fc.record({
  start: fc.integer({ min: 1, max: 4 }),
  instance: fc.constantFrom('a', 'b', 'c', 'd'),
  count: fc.integer({ min: 1, max: 4 }),
});

describe('whatever comes', () => {
  it('a request counts at most once', () => {
    fc.assert(
      fc.property(fc.array(anyRequest, { maxLength: 30 }), (requests) => {
        const { kinds } = judged(requests);
        const counted = requests.filter((_, at) => kinds[at] === 'accepted');
        const texts = counted.map(({ start, instance, count }) => `${start} ${instance} ${count}`);
        expect(new Set(texts).size).toBe(texts.length);
      }),
    );
  });

  it('what counts only grows, and nothing counts after a clone', () => {
    fc.assert(
      fc.property(fc.array(anyRequest, { maxLength: 30 }), (requests) => {
        const { kinds } = judged(requests);
        const counted = requests.filter((_, at) => kinds[at] === 'accepted');
        const numbers = counted.map(({ start, count }) => start * 10 + count);
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        const from = kinds.indexOf('cloned');
        if (from >= 0) expect(new Set(kinds.slice(from))).toEqual(new Set(['cloned']));
      }),
    );
  });

  it('one host that starts, asks, and has its requests repeated is never taken for two', () => {
    const life = fc.array(fc.integer({ min: 0, max: 3 }), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(life, fc.infiniteStream(fc.boolean()), (starts, repeats) => {
        const sent: CountedRun[] = [];
        for (const [at, asks] of starts.entries()) {
          for (let count = 1; count <= asks; count += 1) {
            sent.push(request(at + 1, `instance ${at}`, count));
            if (repeats.next().value) sent.push(request(at + 1, `instance ${at}`, count));
          }
        }
        expect(kindsOf(...sent)).not.toContain('cloned');
      }),
    );
  });

  it('two that began with one disk are found out, in whatever order they ask', () => {
    const order = fc.array(fc.boolean(), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 9 }), (whose, start) => {
        fc.pre(whose.includes(true) && whose.includes(false));
        const sent = whose.map((own, at) => request(start, own ? 'own' : 'copy', at + 1));
        expect(kindsOf(...sent)).toContain('cloned');
      }),
    );
  });
});
