import type { ChannelKind, NewNoticeChannel } from '@daybreak/protocol/notice';
import { formText } from '../session/form-text.ts';

/** What the form says; the server is who checks it. */
export function newChannel(kind: ChannelKind, form: FormData): NewNoticeChannel {
  const name = formText(form, 'name');
  if (kind === 'atom') return { kind, name };
  if (kind === 'email') return { kind, name, to: addresses(formText(form, 'to')) };
  const secret = formText(form, 'secret').trim();
  return { kind, name, url: formText(form, 'url').trim(), ...(secret === '' ? {} : { secret }) };
}

/** However they are parted: by commas, semicolons, spaces or lines. */
function addresses(text: string): string[] {
  return text.split(/[\s,;]+/).filter((address) => address !== '');
}
