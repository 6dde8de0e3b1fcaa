import type { Exception } from '@daybreak/protocol/exception';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { directiveTitlesQuery } from '../directive/queries.ts';
import { Age, Day, Mark, UpdateLink, useNow } from '../ui/index.ts';
import { endsSoon } from './ending.ts';

/** For whom it is. */
export function SubjectName({ subject }: Pick<Exception, 'subject'>) {
  if (subject.kind === 'group') {
    return (
      <span>
        the group{' '}
        <Link to="/hosts" search={{ group: subject.group }}>
          {subject.group}
        </Link>
      </span>
    );
  }
  if (subject.id === null) return <span>{subject.name} (removed)</span>;
  return (
    <Link to="/hosts/$id" params={{ id: subject.id }}>
      {subject.name}
    </Link>
  );
}

/** From what it is excepted. */
export function ObjectName({ object }: Pick<Exception, 'object'>) {
  if (object.kind === 'update') return <UpdateLink update={object.name} />;
  if (object.kind === 'advisory') return <span className="nowrap">{object.name}</span>;
  return <DirectiveTitle id={object.name} />;
}

function DirectiveTitle({ id }: { readonly id: string }) {
  const { data } = useQuery(directiveTitlesQuery);
  const title = data?.get(id);
  return (
    <span>
      the directive{' '}
      <Link to="/directives/$id" params={{ id }}>
        {title ?? 'of an authority'}
      </Link>
    </span>
  );
}

/** Until when; what ends within a week stands out. */
export function UntilDay({ exception }: { readonly exception: Exception }) {
  const now = useNow();
  const soon = exception.state === 'in-force' && endsSoon(exception, now);
  return (
    <span>
      {soon && (
        <>
          <Mark tone="unsure">ends soon</Mark>{' '}
        </>
      )}
      <Day date={exception.until} /> <span className="muted">in {exception.zone}</span>
    </span>
  );
}

/** How it came to an end. */
export function Ended({ exception }: { readonly exception: Exception }) {
  if (exception.state !== 'revoked' || exception.revokedAt === null) {
    return (
      <span>
        ended with <Day date={exception.until} /> <span className="muted">in {exception.zone}</span>
      </span>
    );
  }
  return (
    <span>
      revoked by {exception.revokedBy}, <Age at={exception.revokedAt} />
    </span>
  );
}
