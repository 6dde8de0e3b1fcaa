import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

interface DownloadTextProps {
  /** Its name once it is saved. */
  readonly file: string;
  readonly text: string;
  readonly label: string;
}

/** A button that saves a text as a file. */
export function DownloadText({ file, text, label }: DownloadTextProps) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => save(file, text)}
    >
      {label}
    </Button>
  );
}

function save(file: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  URL.revokeObjectURL(url);
}
