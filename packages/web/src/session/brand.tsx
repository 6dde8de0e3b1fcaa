import './session-frame.css';

/** The product's sign and name. */
export function Brand() {
  return (
    <span className="brand">
      <img src="/daybreak.svg" alt="" width={24} height={24} />
      Daybreak
    </span>
  );
}
