import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { DropFiles } from '../host/drop-files.tsx';
import { NextVersion } from './next-version.tsx';
import { PolicyFaults } from './policy-faults.tsx';
import { uploadPolicy } from './queries.ts';
import { selectLine } from './select-line.ts';

interface PolicyFormProps {
  /** Name of the file; empty for a text that is none. */
  readonly file: string;
  readonly text: string;
}

/** Takes a policy as a file or as text. What was refused stays, to be put right. */
export function PolicyForm({ file: firstFile, text: firstText }: PolicyFormProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [file, setFile] = useState(firstFile);
  const [text, setText] = useState(firstText);
  const field = useRef<HTMLTextAreaElement>(null);
  const upload = useMutation({
    mutationFn: uploadPolicy,
    onSuccess: async ({ id }) => {
      await client.invalidateQueries();
      await navigate({ to: '/policies/$id', params: { id } });
    },
  });
  const take = async ([first]: readonly File[]) => {
    if (first === undefined) return;
    setText(await first.text());
    setFile(first.name);
    field.current?.focus();
  };
  return (
    <form
      className="panel stack policy-form"
      onSubmit={(event) => {
        event.preventDefault();
        upload.mutate({ file: file || 'policy', text });
      }}
    >
      <DropFiles
        label="Policy file"
        button="Choose a file"
        busy={false}
        onFiles={(files) => void take(files)}
      >
        Drop a policy here: a YAML file. It is only shown below until you upload it.
      </DropFiles>
      <Textarea
        ref={field}
        label="Text of the policy"
        description={file === '' ? 'From a file, or typed and pasted here.' : `From ${file}.`}
        rows={18}
        required
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <NextVersion text={text} />
      {upload.error !== null && (
        <PolicyFaults
          error={upload.error}
          text={upload.variables?.text ?? ''}
          onLine={(line) => selectLine(field.current, line)}
        />
      )}
      <div>
        <Button type="submit" loading={upload.isPending}>
          Upload
        </Button>
      </div>
    </form>
  );
}
