import {
  deliveryPage,
  type MadeNoticeChannel,
  type MailServer,
  madeNoticeChannel,
  mailServer,
  mailServerState,
  type NewMailServer,
  type NewNoticeChannel,
  type NoticeSettings,
  noticeChannels,
  noticeSettings,
  type TestOutcome,
  testOutcome,
} from '@daybreak/protocol/notice';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../api/index.ts';
import { queryText } from '../api/query-text.ts';

const pageSize = 50;

/** Where notices go, and how it goes. */
export const channelsQuery = queryOptions({
  queryKey: ['notices', 'channels'],
  queryFn: ({ signal }) => api.get('/api/notices/channels', noticeChannels, signal),
  refetchInterval: 30_000,
});

/** What was sent and what is tried, page after page, the newest first. */
export const deliveriesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'deliveries'],
  queryFn: ({ pageParam, signal }) => {
    const path = `/api/notices/deliveries${queryText({ cursor: pageParam, limit: pageSize })}`;
    return api.get(path, deliveryPage, signal);
  },
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  refetchInterval: 15_000,
});

export const settingsQuery = queryOptions({
  queryKey: ['notice-settings'],
  queryFn: ({ signal }) => api.get('/api/notices/settings', noticeSettings, signal),
});

export const mailServerQuery = queryOptions({
  queryKey: ['mail-server'],
  queryFn: ({ signal }) => api.get('/api/notices/mail-server', mailServerState, signal),
});

/** Of everything that changes when a notice is sent. */
export const noticesKey = ['notices'];

export function addChannel(channel: NewNoticeChannel): Promise<MadeNoticeChannel> {
  return api.post('/api/notices/channels', madeNoticeChannel, channel);
}

export function testChannel(id: string): Promise<TestOutcome> {
  return api.post(`/api/notices/channels/${encodeURIComponent(id)}/test`, testOutcome);
}

export function removeChannel(id: string): Promise<null> {
  return api.delete(`/api/notices/channels/${encodeURIComponent(id)}`, z.null());
}

export function setMailServer(server: NewMailServer): Promise<MailServer> {
  return api.put('/api/notices/mail-server', mailServer, server);
}

export function setSettings(settings: NoticeSettings): Promise<NoticeSettings> {
  return api.put('/api/notices/settings', noticeSettings, settings);
}

export async function retryDelivery(id: string): Promise<void> {
  await api.post(`/api/notices/deliveries/${encodeURIComponent(id)}/retry`, z.unknown());
}
