import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const names = /(KB\d{6,8}|CVE-\d{4}-\d{4,}|\d+(?:\.\d+){2,3}|\d{4,5}\.\d+)/;

/** A sentence of evidence; builds and names stand out, and updates lead to their page. */
export function EvidenceText({ text }: { readonly text: string }) {
  const parts = text.split(names);
  return <span>{parts.map((part, at) => withName(part, at))}</span>;
}

function withName(part: string, at: number): ReactNode {
  // `split` with a group puts what was found at the odd places.
  if (at % 2 === 0) return part;
  if (!part.startsWith('KB')) return <code key={`${at} ${part}`}>{part}</code>;
  return <UpdateLink key={`${at} ${part}`} update={part} />;
}

export function UpdateLink({ update }: { readonly update: string }) {
  return (
    <Link to="/updates/$update" params={{ update }} className="nowrap">
      {update}
    </Link>
  );
}
