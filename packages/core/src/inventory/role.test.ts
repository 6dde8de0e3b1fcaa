import { describe, expect, it } from 'vitest';
import { windowsRole } from './role.ts';

describe('windowsRole', () => {
  it.each([
    ['Standalone Server', 'server'],
    ['Member Server', 'server'],
    ['Primary Domain Controller', 'primary-domain-controller'],
    ['Backup Domain Controller', 'backup-domain-controller'],
    ['Primärer Domänencontroller', 'primary-domain-controller'],
    ['Sicherungsdomänencontroller', 'backup-domain-controller'],
    ['Contrôleur principal de domaine', 'primary-domain-controller'],
    ['Contrôleur secondaire de domaine', 'backup-domain-controller'],
    ['Controller di dominio primario', 'primary-domain-controller'],
    ['Controlador de dominio principal', 'primary-domain-controller'],
    ['Основной контроллер домена', 'primary-domain-controller'],
    ['Резервный контроллер домена', 'backup-domain-controller'],
    ['プライマリ ドメイン コントローラー', 'primary-domain-controller'],
    ['主域控制器', 'primary-domain-controller'],
    ['備份網域控制站', 'backup-domain-controller'],
    ['独立服务器', 'server'],
    ['Serwer członkowski', 'server'],
    ['Jäsenpalvelin', 'server'],
  ])('reads %s on a server as %s', (configuration, role) => {
    expect(windowsRole(configuration, true)).toBe(role);
  });

  it('does not assume that a server it cannot read is no domain controller', () => {
    expect(windowsRole('???', true)).toBeNull();
    expect(windowsRole('Domain Controller', true)).toBeNull();
  });

  it('takes a client for a workstation whatever the words', () => {
    expect(windowsRole('Station de travail autonome', false)).toBe('workstation');
  });
});
