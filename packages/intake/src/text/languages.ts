/**
 * The languages of Windows, by what tells their code pages apart: the letters they write beside
 * a to z, and the pages they are written in, the console's first. Source: the code page lists of
 * Microsoft's National Language Support reference.
 */
export interface Language {
  /** As systeminfo's locale line begins: `fr;Français (France)`, `zh-tw;…`. */
  readonly locales: readonly string[];
  readonly codePages: readonly string[];
  /** Lower case. */
  readonly letters: RegExp;
  /** Characters so common that a text of this language has them; only where the letters do not tell. */
  readonly frequent?: RegExp;
}

const western = ['cp850', 'cp1252', 'cp437'];
const central = ['cp852', 'cp1250', 'cp850', 'cp437'];
const cyrillic = ['cp866', 'cp1251', 'cp855'];

const language = (
  locales: string,
  codePages: readonly string[],
  letters: RegExp,
  frequent?: RegExp,
): Language => ({
  locales: locales.split(' '),
  codePages,
  letters,
  ...(frequent === undefined ? {} : { frequent }),
});

export const languages: readonly Language[] = [
  language('en', ['cp437', 'cp850', 'cp1252'], /[éïö]/),
  language('fr', western, /[àâæçéèêëîïôœùûüÿ]/),
  language('de', western, /[äöüß]/),
  language('es', western, /[áéíñóúü]/),
  language('pt', ['cp850', 'cp860', 'cp1252', 'cp437'], /[àáâãçéêíóôõú]/),
  language('it', western, /[àèéìíîòóùú]/),
  language('nl', western, /[áéëèïíóöü]/),
  language('sv fi', western, /[åäö]/),
  language('da nb nn no', ['cp850', 'cp865', 'cp1252', 'cp437'], /[åæøéò]/),
  language('is', western, /[áæðéíóöþúý]/),
  language('ca', western, /[àçèéíïòóúü·]/),
  language('pl', central, /[ąćęłńóśźż]/),
  language('cs', central, /[áčďéěíňóřšťúůýž]/),
  language('sk', central, /[áäčďéíĺľňóôŕšťúýž]/),
  language('hu', central, /[áéíóöőúüű]/),
  language('ro', central, /[ăâîşșţț]/),
  language('hr sl bs sr-latn', central, /[čćđšž]/),
  language('tr az', ['cp857', 'cp1254', 'cp850', 'cp437'], /[çğıiöşüâî]/),
  language('et lv lt', ['cp775', 'cp1257', 'cp850', 'cp437'], /[āäąčēėęģīįķļņõöšūųüžõ]/),
  language('ru uk bg be mk sr', cyrillic, /[а-яёіїєґўј]/),
  language('el', ['cp737', 'cp1253', 'cp869'], /[α-ωάέήίόύώϊϋΐΰς]/),
  language('he', ['cp862', 'cp1255'], /[א-ת]/),
  language('ar fa ur', ['cp720', 'cp1256', 'cp864'], /[ء-ي]/),
  language('th', ['cp874'], /[ก-ฺเ-๛]/),
  language('vi', ['cp1258'], /[àáâãăđèéêìíĩòóôõơùúũưýạ-ỹ]|\p{M}/u),
  language('ja', ['cp932'], /[\u3040-\u30ff\u4e00-\u9fff々ー]/, /[\u3040-\u30ff]/),
  language(
    'zh-cn zh-sg zh-hans',
    ['cp936', 'gb18030'],
    /[\u4e00-\u9fff]/,
    /[系统版本名称机类型的]/,
  ),
  language('zh-tw zh-hk zh-mo zh-hant', ['cp950'], /[\u4e00-\u9fff]/, /[系統版本名稱機類型的]/),
  language('ko', ['cp949'], /[\uac00-\ud7a3]/),
];
