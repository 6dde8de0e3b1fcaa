/**
 * Edition names that Windows itself localizes, and their English form. Most languages keep the
 * English names. Long names stand before the shorter ones they contain.
 */
const localized: readonly (readonly [string, string])[] = [
  // French
  ['Professionnel pour les stations de travail', 'Pro for Workstations'],
  ['Famille Unilingue', 'Home Single Language'],
  ['Familiale Premium', 'Home Premium'],
  ['Familiale Basique', 'Home Basic'],
  ['Édition Familiale Premium', 'Home Premium'],
  ['Édition Intégrale', 'Ultimate'],
  ['Édition familiale', 'Home'],
  ['Édition Starter', 'Starter'],
  ['Professionnel', 'Professional'],
  ['Entreprise', 'Enterprise'],
  ['Famille', 'Home'],
  ['Éducation', 'Education'],
  // Russian
  ['Домашняя для одного языка', 'Home Single Language'],
  ['Домашняя расширенная', 'Home Premium'],
  ['Домашняя базовая', 'Home Basic'],
  ['Для образовательных учреждений', 'Education'],
  ['Корпоративная', 'Enterprise'],
  ['Профессиональная', 'Professional'],
  ['Максимальная', 'Ultimate'],
  ['Начальная', 'Starter'],
  ['Домашняя', 'Home'],
  // Simplified Chinese
  ['专业工作站版', 'Pro for Workstations'],
  ['专业教育版', 'Pro Education'],
  ['家庭单语言版', 'Home Single Language'],
  ['家庭中文版', 'Home China'],
  ['家庭普通版', 'Home Basic'],
  ['家庭高级版', 'Home Premium'],
  ['家庭版', 'Home'],
  ['企业版', 'Enterprise'],
  ['专业版', 'Professional'],
  ['教育版', 'Education'],
  ['旗舰版', 'Ultimate'],
  // Traditional Chinese
  ['專業工作站版', 'Pro for Workstations'],
  ['家用單一語言版', 'Home Single Language'],
  ['家用進階版', 'Home Premium'],
  ['家用版', 'Home'],
  ['企業版', 'Enterprise'],
  ['專業版', 'Professional'],
  ['旗艦版', 'Ultimate'],
];

/** What Microsoft called `Professional` up to Windows 7 is `Pro` from Windows 8 on. */
const lastProfessionalBuild = 7601;

/** The edition in English where its localized name is known, else as it was written. */
export function englishEdition(written: string, build: number): string {
  const folded = written.toLowerCase();
  const known = localized.find(([name]) => folded.includes(name.toLowerCase()));
  if (known === undefined) return written;
  const [name, english] = known;
  const at = folded.indexOf(name.toLowerCase());
  const modern = build > lastProfessionalBuild && english === 'Professional' ? 'Pro' : english;
  return `${written.slice(0, at)}${modern}${written.slice(at + name.length)}`;
}
