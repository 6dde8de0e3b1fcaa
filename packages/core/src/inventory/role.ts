import type { WindowsRole } from './windows-host.ts';

/**
 * The words for domain, server, primary and backup in the languages of Windows. They only refine
 * what the product's name already says; a word that is missing here makes the role unknown.
 */
const domainWord =
  /domain|domän|domæn|doméin|domén|dom[ei]n|dominio|domínio|domeniu|domaine|домен|ドメイン|도메인|域|網域|τομέα|etki alanı|tartomány|toimialue|المجال|תחום|โดเมน|miền/iu;
const serverWord =
  /server|serveur|servidor|serwer|szerver|сервер|サーバ|服务器|伺服器|서버|kiszolgáló|palvelin|sunucu|διακομιστ|خادم|ملقم|שרת|เซิร์ฟเวอร์|máy chủ|strežnik|poslužitelj|tjener/iu;
const primaryWord =
  /prim|princip|haupt|podstaw|основн|главн|プライマリ|주 |기본|主|elsődleges|birincil|hlavn|ensisijainen|κύρι|πρωτεύ|أساسي|ראשי/iu;
const backupWord =
  /backup|back-up|reserv|rezerv|sicherung|second|sekund|respaldo|secours|copia|резерв|запас|バックアップ|백업|备|備|次要|zapas|zálo|tartalék|yedek|vara|reserve|sikkerhed|εφεδρ|احتياط|גיבוי/iu;

/**
 * The role from a systeminfo's configuration line (`Standalone Workstation`, `Member Server`,
 * `Primary Domain Controller`, in any language), null where it cannot be told for sure: a directive
 * may exempt domain controllers, so a server is not assumed to be none.
 */
export function windowsRole(configuration: string, server: boolean): WindowsRole | null {
  if (!server) return 'workstation';
  const controls = domainWord.test(configuration);
  if (!controls) return serverWord.test(configuration) ? 'server' : null;
  if (backupWord.test(configuration)) return 'backup-domain-controller';
  return primaryWord.test(configuration) ? 'primary-domain-controller' : null;
}
