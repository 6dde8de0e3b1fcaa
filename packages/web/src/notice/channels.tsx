import type { MadeNoticeChannel, NoticeChannels } from '@daybreak/protocol/notice';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Age, Answer, EmptyState, Notice } from '../ui/index.ts';
import { AddChannel } from './add-channel.tsx';
import { ChannelItem } from './channel-item.tsx';
import { MadeChannel } from './made-channel.tsx';
import { channelsQuery } from './queries.ts';

/** Where notices go: what is there, and a form for another. */
export function Channels() {
  const query = useQuery(channelsQuery);
  const [made, setMade] = useState<MadeNoticeChannel | null>(null);
  return (
    <Answer query={query} lines={6}>
      {(known) => (
        <>
          <WatchNotice watch={known.watch} />
          <div className="notice-columns">
            <ChannelList known={known} />
            <section className="panel stack" aria-labelledby="add-channel">
              <h2 id="add-channel">Add a channel</h2>
              <AddChannel isFirst={known.channels.length === 0} onMade={setMade} />
              {made !== null && known.channels.some(({ id }) => id === made.channel.id) && (
                <MadeChannel key={made.channel.id} made={made} />
              )}
            </section>
          </div>
        </>
      )}
    </Answer>
  );
}

function ChannelList({ known }: { readonly known: NoticeChannels }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { channels, watch } = known;
  return (
    <section className="panel stack" aria-labelledby="channels">
      <h2 id="channels" ref={heading} tabIndex={-1}>
        Channels
      </h2>
      {channels.length === 0 && (
        <EmptyState title="Nobody is told of deadlines">
          <p>Add a channel. The first one gets everything that is open at once.</p>
        </EmptyState>
      )}
      <ul className="stack">
        {channels.map((channel) => (
          // What had the focus goes away with it.
          <ChannelItem
            key={channel.id}
            channel={channel}
            onRemoved={() => heading.current?.focus()}
          />
        ))}
      </ul>
      {watch.lookedAt !== null && (
        <p className="muted">
          This server looked at the deadlines <Age at={watch.lookedAt} />.
        </p>
      )}
    </section>
  );
}

/** Silence has to mean that there is nothing to tell. */
function WatchNotice({ watch }: { readonly watch: NoticeChannels['watch'] }) {
  if (watch.problem === null) return null;
  return (
    <Notice tone="act" title="The deadlines can not be looked at: nobody is told of new ones">
      <p>{watch.problem}</p>
    </Notice>
  );
}
