import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';

type Copying = 'not yet' | 'copied' | 'selected';

const messages: Record<Copying, string> = {
  'not yet': '',
  copied: 'Copied.',
  selected: 'The browser does not let this page copy. The text is selected: press Ctrl+C.',
};

interface CopyCommandProps {
  readonly command: string;
  readonly what?: string;
  /** For a long text in a frame of its own, which must be reached by keyboard to scroll it. */
  readonly scrolls?: boolean;
}

/** A command, or another text to hand on, with a button that copies it. */
export function CopyCommand({ command, what = 'the command', scrolls = false }: CopyCommandProps) {
  const code = useRef<HTMLElement>(null);
  const [copying, setCopying] = useState<Copying>('not yet');
  const copy = async () => {
    const done = await copyText(command);
    if (!done && code.current !== null) getSelection()?.selectAllChildren(code.current);
    setCopying(done ? 'copied' : 'selected');
  };
  const frame = scrolls ? { tabIndex: 0, role: 'group', 'aria-label': what } : {};
  return (
    <>
      <code className="command" ref={code} {...frame}>
        {command}
      </code>
      <div className="row">
        <Button leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void copy()}>
          Copy {what}
        </Button>
        <span role="status">{messages[copying]}</span>
      </div>
    </>
  );
}

/** False where it is not allowed: browsers give the clipboard to https and localhost only. */
async function copyText(text: string): Promise<boolean> {
  if (!isSecureContext) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
