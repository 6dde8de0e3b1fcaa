import type { ChannelKind } from '@daybreak/protocol/notice';

const words: Readonly<Record<ChannelKind, string>> = {
  webhook: 'Webhook',
  email: 'E-mail',
  atom: 'Atom feed',
};

export function kindText(kind: ChannelKind): string {
  return words[kind];
}
