import { Button } from '@mantine/core';
import { ProblemError, UnexpectedAnswerError, UnreachableError } from '../api/index.ts';
import { errorLines, type FieldOf } from './field-errors.ts';
import { Notice } from './notice.tsx';

interface ProblemNoticeProps {
  readonly error: unknown;
  /** Tries again; left out where that is the form's own button. */
  readonly onRetry?: () => void;
  /** The fields of the form that was refused, by what the server calls them. */
  readonly fieldOf?: FieldOf;
}

/** What went wrong, whose fault it seems to be, and the id under which the log has it. */
export function ProblemNotice({ error, onRetry, fieldOf }: ProblemNoticeProps) {
  const { title, detail, id } = explained(error);
  const lines = errorLines(error, fieldOf);
  const retry = onRetry && (
    <Button variant="default" size="xs" onClick={onRetry}>
      Try again
    </Button>
  );
  return (
    <div role="alert">
      <Notice tone="act" title={title} action={retry || undefined}>
        {lines.length === 0 ? <p>{detail}</p> : lines.map((line) => <p key={line}>{line}</p>)}
        {id !== '' && (
          <p className="muted">
            Look it up in the server's log as <code>{id}</code>
          </p>
        )}
      </Notice>
    </div>
  );
}

function explained(error: unknown): { title: string; detail: string; id: string } {
  if (error instanceof ProblemError) {
    const { title, detail, instance, status } = error.problem;
    // A refusal is no fault, and is not in the log.
    return { title, detail, id: status < 500 ? '' : (instance.split(':').at(-1) ?? '') };
  }
  if (error instanceof UnreachableError) {
    const detail = 'Is it running, and is there a way to it? What you see may be out of date.';
    return { title: 'The Daybreak server does not answer', detail, id: '' };
  }
  if (error instanceof UnexpectedAnswerError) {
    const detail = `${error.message} Reload the page: it may be older than the server.`;
    return { title: 'The answer was not understood', detail, id: '' };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { title: 'Something went wrong on this page', detail, id: '' };
}
