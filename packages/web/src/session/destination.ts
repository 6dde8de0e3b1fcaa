/** Where to go after the login: a page of ours, never another site's. */
export function destination(asked: string): string {
  const ours = asked.startsWith('/') && !/^\/[/\\]/.test(asked) && !asked.startsWith('/login');
  return ours ? asked : '/';
}
