import './severity.css';

/** The vendors' words, from the least to the worst. */
const words = ['low', 'moderate', 'important', 'critical'];

/** The vendor's severity with its height as steps; it says so when the vendor gave none. */
export function Severity({ severity }: { readonly severity: string }) {
  if (severity === '') return <span className="muted nowrap">severity not given</span>;
  const level = words.indexOf(severity.toLowerCase()) + 1;
  return (
    <span className="severity">
      {level > 0 && <Steps level={level} />}
      {severity}
    </span>
  );
}

function Steps({ level }: { readonly level: number }) {
  return (
    <span className="severity__steps" aria-hidden>
      {words.map((word, at) => (
        <i key={word} data-on={at < level ? '' : undefined} />
      ))}
    </span>
  );
}
