/** How to bring hosts in from a command line, and how to make the files. */
export function ImportCommand() {
  return (
    <details>
      <summary>Or collect files, and import them where Daybreak runs</summary>
      <div className="stack">
        <p>On each Windows host, for example by a logon script, write a file:</p>
        <code className="command">systeminfo &gt; %COMPUTERNAME%.txt</code>
        <p>Then, where Daybreak runs:</p>
        <code className="command">npx daybreak hosts import FILE…</code>
      </div>
    </details>
  );
}
