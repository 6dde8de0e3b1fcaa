import { escaped } from './html.ts';
import { linkTo, type Sending } from './sending.ts';

/** Subject, text and HTML of a message. */
export function mailContent(sending: Sending) {
  const { message, origin } = sending;
  const blocks = message.blocks.map((block, at) => ({ block, link: linkOf(sending, at) }));
  const end = [
    ...(message.left > 0 ? [`And ${message.left} more.`] : []),
    `Daybreak: ${origin}`,
    'Who gets this is set under Notifications.',
  ];
  return {
    subject: message.subject,
    text: [
      ...blocks.map(({ block, link }) => [...block, link].join('\n').trim()),
      end.join('\n'),
    ].join('\n\n'),
    html: `${blocks.map(htmlOf).join('\n')}\n<p>${end.map(escaped).join('<br>\n')}</p>\n`,
  };
}

/** Empty for a test, which is of no update. */
function linkOf({ notices, origin }: Sending, at: number): string {
  const notice = notices[at];
  return notice === undefined ? '' : linkTo(origin, notice.update);
}

function htmlOf({
  block,
  link,
}: {
  readonly block: readonly string[];
  readonly link: string;
}): string {
  const [first = '', ...others] = block.map(escaped);
  const strong = `<strong>${first}</strong>`;
  const title = link === '' ? strong : `<a href="${escaped(link)}">${strong}</a>`;
  return `<p>${[title, ...others].join('<br>\n')}</p>`;
}
