import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/index.ts';
import { MailServerForm } from './mail-server-form.tsx';
import { mailServerQuery } from './queries.ts';

/** The mail server that e-mails are handed to. */
export function MailServerPanel() {
  const query = useQuery(mailServerQuery);
  return (
    <section className="panel stack" aria-labelledby="mail-server">
      <h2 id="mail-server">Mail server</h2>
      <Answer query={query} lines={5}>
        {({ server }) => (
          <>
            {server === null && <p className="muted">None is set: no e-mail can be sent.</p>}
            <MailServerForm server={server} />
          </>
        )}
      </Answer>
    </section>
  );
}
