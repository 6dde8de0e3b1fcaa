import type { DocumentKind } from '@daybreak/protocol/agent';

/** Where the server takes what agents say, and has what they read. All but the last two are signed POSTs. */
export const agentRoutes = {
  enrol: '/api/agent/enrol',
  checkIn: '/api/agent/check-in',
  document: (kind: DocumentKind) => `/api/agent/${kind}`,
  /** @param order its id */
  reports: (order: string) => `/api/agent/orders/${order}/reports`,
  /** @param order its id */
  evidence: (order: string) => `/api/agent/orders/${order}/evidence`,
  /** @param name `timestamp.json`, `2.root.json` */
  metadata: (name: string) => `/api/trust/files/${name}`,
  /** @param path as `manifestPath` has it */
  manifest: (path: string) => `/api/trust/manifests/${path}`,
} as const;
