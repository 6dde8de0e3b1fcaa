const example = `policy: acme
title: ACME patching standard
source: ACME-SEC-12 of 1 March 2026
tiers:
  # The most urgent first.
  - { key: now, name: At once, within: 24 hours, evidence_first: true }
  - { key: soon, name: Soon, within: 2 weeks }
  - { key: later, name: Later, within: next upgrade }
inputs: [exploited, epss>=0.1, role=dc]
rows:
  # A value for each input, then the tier. The first row that fits counts; "*" is every value.
  - [yes, "*", "*", now]
  - [no, yes, "*", soon]
  - [no, no, yes, soon]
  - [no, no, no, later]
`;

/** How a policy is written. */
export function PolicyHelp() {
  return (
    <section className="panel stack" aria-labelledby="policy-help">
      <h2 id="policy-help">How a policy is written</h2>
      <p>
        The file is checked whole: every combination of values must have its row, and every row must
        count. What nobody says of an update or a host is not taken for a no: the most urgent of
        what is possible counts.
      </p>
      <pre className="command">{example}</pre>
    </section>
  );
}
