import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';

interface DropFilesProps {
  readonly busy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** What the files are: `Inventory files`. */
  readonly label: string;
  /** What the button says. */
  readonly button?: string;
  /** What may be dropped here. */
  readonly children: ReactNode;
}

/** A place to drop files on, with a button for those who do not drag. */
export function DropFiles(props: DropFilesProps) {
  const { busy, onFiles, label, button = 'Choose files', children } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    if (!busy && files !== null && files.length > 0) onFiles([...files]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is extra; the button does the same
    <div
      className="drop-zone"
      data-over={over ? '' : undefined}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={28} aria-hidden />
      <p>{children}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      <Button loading={busy} onClick={() => input.current?.click()}>
        {button}
      </Button>
    </div>
  );
}
