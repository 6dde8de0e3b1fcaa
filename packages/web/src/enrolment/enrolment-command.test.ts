import { describe, expect, it } from 'vitest';
import { enrolmentCommand } from './enrolment-command.ts';

const everyCharacter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
const secret = everyCharacter.slice(0, 43);

describe('the enrolment command', () => {
  it('is this line', () => {
    expect(enrolmentCommand('https://daybreak.example', secret)).toBe(
      'powershell -NoProfile -Command "' +
        'try{[Net.ServicePointManager]::SecurityProtocol=' +
        '[Net.ServicePointManager]::SecurityProtocol -bor 3072}catch{}; ' +
        'Set-Variable web (New-Object Net.WebClient); ' +
        '(Get-Variable web -ValueOnly).Encoding=[Text.Encoding]::UTF8; ' +
        "(Get-Variable web -ValueOnly).Headers.Add('Content-Type','text/plain; charset=utf-8'); " +
        `(Get-Variable web -ValueOnly).Headers.Add('Authorization','Bearer ${secret}'); ` +
        "(Get-Variable web -ValueOnly).UploadString('https://daybreak.example/api/enrol'," +
        "((@(systeminfo)+'HotFixID'+@(Get-HotFix|Select-Object -ExpandProperty HotFixID)+'')" +
        ' -join [char]10))"',
    );
  });

  it.each(['https://daybreak.example', 'http://daybreak.example:7070', 'http://[fd00::1]:7070'])(
    'passes through cmd.exe and PowerShell as it is, for %s',
    (origin) => {
      const command = enrolmentCommand(origin, everyCharacter);
      const [, quoted = ''] = /^powershell -NoProfile -Command "(.*)"$/.exec(command) ?? [];
      expect(quoted).toContain(`'${origin}/api/enrol'`);
      expect(quoted).toContain(`'Bearer ${everyCharacter}'`);
      // What cmd.exe or a PowerShell window would change between double quotes.
      expect(quoted).not.toMatch(/["$`%!^\r\n]|[^ -~]/);
      expect(quoted.split("'").length % 2).toBe(1);
    },
  );

  it('asks for TLS 1.2 only where there is TLS', () => {
    expect(enrolmentCommand('http://daybreak.example', secret)).not.toContain('3072');
  });

  it.each([
    ['https://daybreak.example/', secret],
    ["https://daybreak.example/'; calc; '", secret],
    ["https://a';calc;'b.example", secret],
    ['https://a$b.example', secret],
    ['daybreak.example', secret],
    ['https://daybreak.example', ''],
    ['https://daybreak.example', "a'b"],
    ['https://daybreak.example', 'a"b'],
    ['https://daybreak.example', 'a b'],
    ['https://daybreak.example', '%PATH%'],
  ])('is not made of %s and %s', (origin, token) => {
    expect(() => enrolmentCommand(origin, token)).toThrow();
  });
});
