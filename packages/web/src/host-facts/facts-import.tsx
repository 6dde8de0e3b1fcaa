import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DropFiles } from '../host/drop-files.tsx';
import { ProblemNotice } from '../ui/index.ts';
import { FactsOutcome } from './facts-outcome.tsx';
import { importFacts } from './queries.ts';

const example = `host,exposed,mission,role,owner,group
WEB-1,yes,high,web,Shop team,shop
DB-1,no,very high,database,Shop team,
TILL-7,controlled,,,,shop
`;

/** Takes facts in from CSV files, and tells of each row that could not be taken. */
export function FactsImport() {
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: importFacts,
    onSuccess: () => {
      void client.invalidateQueries();
    },
  });
  return (
    <section className="panel stack" aria-labelledby="facts-import">
      <h2 id="facts-import">From a table</h2>
      <p>
        A CSV file, as a spreadsheet saves it, with a row for each host. Only <code>host</code> must
        be there, and one of the others; an empty cell says nothing, and leaves what was said.
      </p>
      <pre className="command">{example}</pre>
      <dl className="facts">
        <dt>exposed</dt>
        <dd>yes, controlled (some can reach it, through restrictions), no</dd>
        <dt>mission</dt>
        <dd>low, medium, high, very high</dd>
        <dt>role, owner, group</dt>
        <dd>any text</dd>
        <dt>domain</dt>
        <dd>only to tell hosts of the same name apart</dd>
      </dl>
      <DropFiles label="CSV files" busy={add.isPending} onFiles={(files) => add.mutate(files)}>
        Drop CSV files here.
      </DropFiles>
      {add.error !== null && <ProblemNotice error={add.error} />}
      <FactsOutcome result={add.data ?? null} />
    </section>
  );
}
