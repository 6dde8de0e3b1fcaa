import type { TrustView } from '@daybreak/protocol/trust';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { fieldErrors, Mark, ProblemNotice, useInvalidFocus } from '../ui/index.ts';
import { ManifestFields } from './manifest-fields.tsx';
import { withManifest } from './proposal-text.ts';
import type { NamedManifest } from './queries.ts';
import { type Errors, type ManifestTexts, manifestField, readManifest } from './read-manifest.ts';
import { useProposeManifests, waitingList } from './use-propose-manifests.ts';

const empty: ManifestTexts = {
  ...{ path: '', title: '', products: '', groups: '', packages: '' },
  ...{ updates: '', removable: '' },
  ...{ mayRestart: false, probes: '', until: '' },
};

/** What is to be approved; what is wrong is told at its field. */
export function ManifestForm({ trust }: { readonly trust: TrustView }) {
  const navigate = useNavigate();
  const [texts, setTexts] = useState(empty);
  const [faults, setFaults] = useState<Errors>(new Map());
  const propose = useProposeManifests(
    trust,
    (waiting, { path, manifest }: NamedManifest) => withManifest(waiting, path, manifest),
    () => void navigate({ to: '/approvals' }),
  );
  const submit = () => {
    const read = readManifest(texts, new Date());
    setFaults('errors' in read ? read.errors : new Map());
    if ('wanted' in read) propose.mutate(read.wanted);
  };
  const errors = new Map([...fieldErrors(propose.error, manifestField), ...faults]);
  const ref = useInvalidFocus(faults.size > 0 ? faults : propose.error);
  return (
    <form
      className="panel stack approval-form"
      ref={ref}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ManifestFields texts={texts} errors={errors} onChange={setTexts} />
      <Replaces trust={trust} path={texts.path.trim()} />
      {faults.size > 0 && (
        <p role="alert">
          <Mark tone="act">Not proposed yet: see the fields that are marked.</Mark>
        </p>
      )}
      {propose.error !== null && <ProblemNotice error={propose.error} fieldOf={manifestField} />}
      <div className="row">
        <Button type="submit" loading={propose.isPending}>
          Put it before approvers
        </Button>
        <Link to="/approvals">Propose nothing</Link>
      </div>
    </form>
  );
}

/** What else this does: there is one list, and one manifest of a name. */
function Replaces({ trust, path }: { readonly trust: TrustView; readonly path: string }) {
  const twin = trust.manifests.find((one) => one.path === path);
  return (
    <>
      {waitingList(trust.proposals) !== undefined && (
        <p>
          <Mark tone="unsure">
            A list is before approvers already. It gets this manifest too, and loses the signatures
            that it has.
          </Mark>
        </p>
      )}
      {twin !== undefined && (
        <p>
          <Mark tone="unsure">
            It takes the place of the approved one of this name: {twin.manifest.title}
          </Mark>
        </p>
      )}
    </>
  );
}
