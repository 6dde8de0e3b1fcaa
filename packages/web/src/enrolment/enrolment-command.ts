/**
 * The command with which a Windows host enrols. It is one line for PowerShell 2.0 and later, and has
 * none of `"`, `$`, `` ` ``, `%` or `!` inside its quotes: so cmd.exe, a PowerShell window and a
 * start-up script all pass it on as it is. That is why it names its variable with Set-Variable.
 */

const secretForm = /^[\w-]+$/;
/** Narrower than URL, which lets quotes into a host's name. */
const originForm = /^https?:\/\/(?:[a-z\d._-]+|\[[a-f\d:]+\])(?::\d+)?$/;

/**
 * @param origin as URL has it: `https://daybreak.example`, `http://[fd00::1]:7070`
 * @param secret of the enrolment token
 * @throws Error when either holds what can not stand between single quotes
 */
export function enrolmentCommand(origin: string, secret: string): string {
  if (!originForm.test(origin)) throw new Error(`${origin} is no origin`);
  if (!secretForm.test(secret)) throw new Error('an enrolment token has letters, digits, - and _');
  const steps = [...(origin.startsWith('https:') ? [allowTls12] : []), ...request(origin, secret)];
  return `powershell -NoProfile -Command "${steps.join('; ')}"`;
}

/**
 * Old hosts offer no TLS 1.2 unless they are asked to; the oldest do not know its number (3072), and
 * then go on with what they have.
 */
const allowTls12 =
  'try{[Net.ServicePointManager]::SecurityProtocol=' +
  '[Net.ServicePointManager]::SecurityProtocol -bor 3072}catch{}';

/** Lines of systeminfo, then a table of one column, which completes a list that was cut short. */
const inventory =
  "(@(systeminfo)+'HotFixID'+@(Get-HotFix|Select-Object -ExpandProperty HotFixID)+'')" +
  ' -join [char]10';

function request(origin: string, secret: string): string[] {
  const web = '(Get-Variable web -ValueOnly)';
  return [
    'Set-Variable web (New-Object Net.WebClient)',
    `${web}.Encoding=[Text.Encoding]::UTF8`,
    `${web}.Headers.Add('Content-Type','text/plain; charset=utf-8')`,
    `${web}.Headers.Add('Authorization','Bearer ${secret}')`,
    `${web}.UploadString('${origin}/api/enrol',(${inventory}))`,
  ];
}
