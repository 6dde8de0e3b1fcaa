import type { Exception } from '@daybreak/protocol/exception';
import { Notice } from '../ui/index.ts';
import { ObjectName, SubjectName, UntilDay } from './exception-words.tsx';

/** Says that an exception has been made, and what it is. */
export function MadeNotice({ exception }: { readonly exception: Exception | null }) {
  return (
    <div role="status">
      {exception?.state === 'in-force' && (
        <Notice tone="verified" title="The exception is made">
          <p>
            <SubjectName subject={exception.subject} />, <ObjectName object={exception.object} />,
            until <UntilDay exception={exception} />. It ends by itself.
          </p>
        </Notice>
      )}
    </div>
  );
}
