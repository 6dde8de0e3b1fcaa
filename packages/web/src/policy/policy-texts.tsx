import type { PolicyDetail } from '@daybreak/protocol/policy';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CopyCommand } from '../enrolment/copy-command.tsx';
import { Age, DownloadText } from '../ui/index.ts';
import { policyText } from './policy-text.ts';

/** The policy as a file: to begin another with, and as it was before. */
export function PolicyTexts({ detail }: { readonly detail: PolicyDetail }) {
  const { policy, versions } = detail;
  return (
    <section className="panel stack policy-text" aria-labelledby="texts">
      <h2 id="texts">{policy.shipped ? 'As a starting point' : 'Its versions'}</h2>
      {policy.shipped ? (
        <>
          <p className="muted">
            What comes with Daybreak stays as it is. This is its table as a file, under a new name.
          </p>
          <OneText file={`own-${policy.id}.yaml`} text={policyText(detail)} name="the text">
            <Link to="/policies/own/new" search={{ from: policy.id }}>
              Begin your own with it
            </Link>
          </OneText>
        </>
      ) : (
        <ol className="policy-versions">
          {versions.map((one) => (
            <li key={one.version}>
              <h3>
                Version {one.version}
                {one.version === policy.version && ', which counts'}
              </h3>
              <p>
                {one.title}; <code>{one.file}</code>, uploaded by {one.uploadedBy},{' '}
                <Age at={one.uploadedAt} />
              </p>
              <OneText
                file={`${policy.id}-${one.version}.yaml`}
                text={one.text}
                name={`version ${one.version}`}
              >
                <Link
                  to="/policies/own/new"
                  search={{ from: policy.id, version: one.version }}
                  aria-label={`Begin the next version with it: version ${one.version}`}
                >
                  Begin the next version with it
                </Link>
              </OneText>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

interface OneTextProps {
  readonly file: string;
  readonly text: string;
  /** `version 2`. */
  readonly name: string;
  readonly children: ReactNode;
}

function OneText({ file, text, name, children }: OneTextProps) {
  return (
    <>
      <div className="row">
        {children}
        <DownloadText file={file} text={text} label={`Download ${name}`} />
      </div>
      <details>
        <summary>Show {name}</summary>
        <div className="stack">
          <CopyCommand command={text} what={name} />
        </div>
      </details>
    </>
  );
}
