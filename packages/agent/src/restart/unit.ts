/**
 * The systemd unit that a process belongs to, by `/proc/PID/cgroup` (cgroups(7)): version 2, or
 * systemd's own hierarchy of version 1. The innermost service counts. Null for what a person has
 * started, and where there is no systemd.
 */
export function unitOf(cgroup: string): string | null {
  const parts = pathOf(cgroup).split('/');
  if (parts.includes('user.slice')) return null;
  const service = parts.findLast((part) => part.endsWith('.service'));
  if (service !== undefined) return service;
  return parts.includes('init.scope') ? 'init.scope' : null;
}

/** `0::/system.slice/nginx.service`, `1:name=systemd:/system.slice/nginx.service`. */
function pathOf(cgroup: string): string {
  const one = /^\d+:name=systemd:(.*)$/m.exec(cgroup)?.[1];
  return one ?? /^0::(.*)$/m.exec(cgroup)?.[1] ?? '';
}
