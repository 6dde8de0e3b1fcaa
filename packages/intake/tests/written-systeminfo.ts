/**
 * Writes systeminfo output as Windows prints it in many languages, for hosts that were invented.
 * The labels are those of Windows; only what the parser must cope with is written.
 */

/** Words of one display language, and the code pages its consoles write. */
export interface Wording {
  readonly language: string;
  readonly locale: string;
  readonly codePages: readonly string[];
  /** Labels up to the build type, then of the owner, the type and the processors. */
  readonly labels: readonly string[];
  readonly maker: string;
  readonly none: string;
  readonly build: string;
  readonly standalone: string;
  readonly memory: readonly string[];
  readonly domain: string;
  readonly logonServer: string;
  readonly hotfixes: string;
  readonly installed: (count: number) => string;
  readonly network: string;
}

const wording = (
  language: string,
  locale: string,
  codePages: string,
  labels: string,
  words: string,
  memory: string,
  rest: string,
  installed: (count: number) => string,
): Wording => {
  const [none = '', build = '', standalone = '', maker = 'Microsoft'] = words.split('|');
  const [domain = '', logonServer = '', hotfixes = '', network = ''] = rest.split('|');
  return {
    language,
    locale,
    codePages: codePages.split(' '),
    labels: labels.split('|'),
    maker,
    none,
    build,
    standalone,
    memory: memory.split('|'),
    domain,
    logonServer,
    hotfixes,
    installed,
    network,
  };
};

export const wordings: readonly Wording[] = [
  wording(
    'Spanish',
    'es;Español (internacional)',
    'cp850 cp1252 utf8',
    'Nombre de host|Nombre del sistema operativo|Versión del sistema operativo|Fabricante del sistema operativo|Configuración del sistema operativo|Tipo de compilación del sistema operativo|Propiedad de|Tipo de sistema|Procesador(es)|Configuración regional del sistema',
    'N/D|Compilación|Servidor independiente',
    'Cantidad total de memoria física|Memoria física disponible|Memoria virtual: tamaño máximo|Memoria virtual: disponible|Memoria virtual: en uso',
    'Dominio|Servidor de inicio de sesión|Revisión(es)|Tarjeta(s) de red',
    (count) => `${count} revisión(es) instaladas.`,
  ),
  wording(
    'Portuguese',
    'pt-br;Português (Brasil)',
    'cp850 cp1252 utf8',
    'Nome do host|Nome do sistema operacional|Versão do sistema operacional|Fabricante do sistema operacional|Configuração do SO|Tipo de compilação do sistema operacional|Proprietário registrado|Tipo de sistema|Processador(es)|Localidade do sistema',
    'N/A|compilação|Servidor autônomo',
    'Memória física total|Memória física disponível|Memória Virtual: Tamanho Máximo|Memória Virtual: Disponível|Memória Virtual: Em Uso',
    'Domínio|Servidor de Logon|Hotfix(es)|Placa(s) de Rede',
    (count) => `${count} hotfix(es) instalado(s).`,
  ),
  wording(
    'Polish',
    'pl;polski (Polska)',
    'cp852 cp1250 utf8',
    'Nazwa hosta|Nazwa systemu operacyjnego|Wersja systemu operacyjnego|Producent systemu operacyjnego|Konfiguracja systemu operacyjnego|Typ kompilacji systemu operacyjnego|Zarejestrowany właściciel|Typ systemu|Procesor(y)|Ustawienia regionalne systemu',
    'Nie dotyczy|Kompilacja|Serwer autonomiczny',
    'Całkowita ilość pamięci fizycznej|Dostępna pamięć fizyczna|Pamięć wirtualna: maksymalny rozmiar|Pamięć wirtualna: dostępna|Pamięć wirtualna: w użyciu',
    'Domena|Serwer logowania|Poprawki|Karty sieciowe',
    (count) => `Liczba zainstalowanych poprawek: ${count}.`,
  ),
  wording(
    'Czech',
    'cs;Čeština (Česko)',
    'cp852 cp1250 utf8',
    'Název hostitele|Název operačního systému|Verze operačního systému|Výrobce operačního systému|Konfigurace operačního systému|Typ sestavení operačního systému|Registrovaný vlastník|Typ systému|Procesory|Místní nastavení systému',
    'Není k dispozici|Sestavení|Samostatný server',
    'Celková velikost fyzické paměti|Dostupná fyzická paměť|Virtuální paměť: maximální velikost|Virtuální paměť: dostupná|Virtuální paměť: použitá',
    'Doména|Přihlašovací server|Opravy hotfix|Síťové karty',
    (count) => `Počet nainstalovaných oprav hotfix: ${count}`,
  ),
  wording(
    'Hungarian',
    'hu;Magyar (Magyarország)',
    'cp852 cp1250 utf8',
    'Állomás neve|Operációs rendszer neve|Operációs rendszer verziója|Operációs rendszer gyártója|Operációs rendszer konfigurációja|Operációs rendszer build-típusa|Regisztrált tulajdonos|Rendszer típusa|Processzor(ok)|Rendszer területi beállítása',
    'N/A|buildszám|Önálló kiszolgáló',
    'Fizikai memória összesen|Rendelkezésre álló fizikai memória|Virtuális memória: maximális méret|Virtuális memória: rendelkezésre áll|Virtuális memória: használatban',
    'Tartomány|Bejelentkezési kiszolgáló|Gyorsjavítás(ok)|Hálózati kártya(k)',
    (count) => `${count} gyorsjavítás telepítve.`,
  ),
  wording(
    'Russian',
    'ru;Русский (Россия)',
    'cp866 cp1251 utf8',
    'Имя узла|Название ОС|Версия ОС|Изготовитель ОС|Параметры ОС|Сборка ОС|Зарегистрированный владелец|Тип системы|Процессор(ы)|Язык системы',
    'Н/Д|построение|Изолированный сервер|Майкрософт',
    'Полный объем физической памяти|Доступная физическая память|Виртуальная память: Макс. размер|Виртуальная память: Доступна|Виртуальная память: Используется',
    'Домен|Сервер входа в сеть|Исправление(я)|Сетевые адаптеры',
    (count) => `Число установленных исправлений - ${count}.`,
  ),
  wording(
    'Greek',
    'el;Ελληνικά (Ελλάδα)',
    'cp737 cp1253 utf8',
    'Όνομα κεντρικού υπολογιστή|Όνομα λειτουργικού συστήματος|Έκδοση λειτουργικού συστήματος|Κατασκευαστής λειτουργικού συστήματος|Ρύθμιση παραμέτρων λειτουργικού συστήματος|Τύπος δομής λειτουργικού συστήματος|Καταχωρημένος κάτοχος|Τύπος συστήματος|Επεξεργαστές|Τοπικές ρυθμίσεις συστήματος',
    'Δ/Υ|Έκδοση|Μεμονωμένος διακομιστής',
    'Συνολική φυσική μνήμη|Διαθέσιμη φυσική μνήμη|Εικονική μνήμη: Μέγιστο μέγεθος|Εικονική μνήμη: Διαθέσιμη|Εικονική μνήμη: Σε χρήση',
    'Τομέας|Διακομιστής σύνδεσης|Άμεσες επιδιορθώσεις|Κάρτες δικτύου',
    (count) => `Έχουν εγκατασταθεί ${count} άμεσες επιδιορθώσεις.`,
  ),
  wording(
    'Turkish',
    'tr;Türkçe (Türkiye)',
    'cp857 cp1254 utf8',
    'Ana Bilgisayar Adı|İşletim Sistemi Adı|İşletim Sistemi Sürümü|İşletim Sistemi Üreticisi|İşletim Sistemi Yapılandırması|İşletim Sistemi Oluşturma Türü|Kayıtlı Sahip|Sistem Türü|İşlemci(ler)|Sistem Yerel Ayarı',
    'Yok|Derleme|Tek Başına Sunucu',
    'Toplam Fiziksel Bellek|Kullanılabilir Fiziksel Bellek|Sanal Bellek: En Büyük Boyut|Sanal Bellek: Kullanılabilir|Sanal Bellek: Kullanımda',
    'Etki Alanı|Oturum Açma Sunucusu|Düzeltme(ler)|Ağ Kartları',
    (count) => `${count} Düzeltme Yüklü.`,
  ),
  wording(
    'Swedish',
    'sv;Svenska (Sverige)',
    'cp850 cp1252 utf8',
    'Värddatornamn|Operativsystemets namn|Operativsystemets version|Operativsystemets tillverkare|Operativsystemets konfiguration|Operativsystemets versionstyp|Registrerad ägare|Systemtyp|Processor(er)|Nationella inställningar',
    'Saknas|version|Fristående server',
    'Totalt fysiskt minne|Tillgängligt fysiskt minne|Virtuellt minne: Största storlek|Virtuellt minne: Tillgängligt|Virtuellt minne: Används',
    'Domän|Inloggningsserver|Snabbkorrigeringar|Nätverkskort',
    (count) => `${count} snabbkorrigering(ar) installerade.`,
  ),
  wording(
    'Danish',
    'da;Dansk (Danmark)',
    'cp850 cp1252 utf8',
    'Værtsnavn|Operativsystemnavn|Operativsystemversion|Operativsystemproducent|Operativsystemkonfiguration|Operativsystemets buildtype|Registreret ejer|Systemtype|Processor(er)|Systemlandestandard',
    'I/T|Build|Enkeltstående server',
    'Samlet fysisk hukommelse|Tilgængelig fysisk hukommelse|Virtuel hukommelse: Maks. størrelse|Virtuel hukommelse: Tilgængelig|Virtuel hukommelse: I brug',
    'Domæne|Logonserver|Hotfix(es)|Netværkskort',
    (count) => `${count} hotfix(es) installeret.`,
  ),
  wording(
    'Finnish',
    'fi;Suomi (Suomi)',
    'cp850 cp1252 utf8',
    'Isäntänimi|Käyttöjärjestelmän nimi|Käyttöjärjestelmän versio|Käyttöjärjestelmän valmistaja|Käyttöjärjestelmän kokoonpano|Käyttöjärjestelmän koontityyppi|Rekisteröity omistaja|Järjestelmän tyyppi|Suorittimet|Järjestelmän alueasetus',
    'Ei käytettävissä|Koontiversio|Erillinen palvelin',
    'Fyysistä muistia yhteensä|Fyysistä muistia vapaana|Näennäismuisti: enimmäiskoko|Näennäismuisti: käytettävissä|Näennäismuisti: käytössä',
    'Toimialue|Kirjautumispalvelin|Korjaustiedostot|Verkkokortit',
    (count) => `${count} korjaustiedostoa asennettu.`,
  ),
  wording(
    'Japanese',
    'ja;日本語',
    'cp932 utf8',
    'ホスト名|OS 名|OS バージョン|OS 製造元|OS 構成|OS ビルドの種類|登録されている所有者|システムの種類|プロセッサ|システム ロケール',
    'N/A ビルド|ビルド|スタンドアロン サーバー',
    '物理メモリの合計|利用できる物理メモリ|仮想メモリ: 最大サイズ|仮想メモリ: 利用可能|仮想メモリ: 使用中',
    'ドメイン|ログオン サーバー|ホットフィックス|ネットワーク カード',
    (count) => `${count} ホットフィックスがインストールされています。`,
  ),
  wording(
    'Korean',
    'ko;한국어',
    'cp949 utf8',
    '호스트 이름|OS 이름|OS 버전|OS 제조업체|OS 구성|OS 빌드 종류|등록된 소유자|시스템 종류|프로세서|시스템 로캘',
    'N/A|빌드|독립 실행형 서버',
    '총 실제 메모리|사용 가능한 실제 메모리|가상 메모리: 최대 크기|가상 메모리: 사용 가능|가상 메모리: 사용 중',
    '도메인|로그온 서버|핫픽스|네트워크 카드',
    (count) => `${count}개 핫픽스가 설치되었습니다.`,
  ),
  wording(
    'Traditional Chinese',
    'zh-tw;中文 (台灣)',
    'cp950 utf8',
    '主機名稱|作業系統名稱|作業系統版本|作業系統製造商|作業系統設定|作業系統組建類型|註冊的擁有者|系統類型|處理器|系統地區設定',
    'N/A|組建|獨立伺服器',
    '實體記憶體總計|可用實體記憶體|虛擬記憶體: 大小上限|虛擬記憶體: 可用|虛擬記憶體: 使用中',
    '網域|登入伺服器|Hotfix|網路卡',
    (count) => `已安裝 ${count} Hotfix。`,
  ),
  wording(
    'Hebrew',
    'he;עברית (ישראל)',
    'cp862 cp1255 utf8',
    'שם מחשב מארח|שם מערכת ההפעלה|גירסת מערכת הפעלה|יצרן מערכת ההפעלה|תצורת מערכת ההפעלה|סוג בניית מערכת ההפעלה|בעלים רשום|סוג מערכת|מעבדים|אזור מערכת',
    'לא זמין|גירסה|שרת עצמאי',
    'סך הכל זיכרון פיזי|זיכרון פיזי זמין|זיכרון וירטואלי: גודל מרבי|זיכרון וירטואלי: זמין|זיכרון וירטואלי: בשימוש',
    'תחום|שרת כניסה|תיקונים חמים|כרטיסי רשת',
    (count) => `${count} תיקונים חמים הותקנו.`,
  ),
  wording(
    'Arabic',
    'ar-sa;العربية (السعودية)',
    'cp720 cp1256 utf8',
    'اسم المضيف|اسم نظام التشغيل|إصدار نظام التشغيل|الشركة المصنعة لنظام التشغيل|تكوين نظام التشغيل|نوع بنية نظام التشغيل|المالك المسجل|نوع النظام|المعالجات|الإعدادات المحلية للنظام',
    'غير متوفر|البنية|خادم مستقل',
    'إجمالي الذاكرة الفعلية|الذاكرة الفعلية المتوفرة|الذاكرة الظاهرية: الحجم الأقصى|الذاكرة الظاهرية: المتوفر|الذاكرة الظاهرية: المستخدم',
    'المجال|خادم تسجيل الدخول|الإصلاحات|بطاقات الشبكة',
    (count) => `تم تثبيت ${count} من الإصلاحات.`,
  ),
];

/** What an invented host is made from. */
export interface Facts {
  readonly name: string;
  readonly osName: string;
  readonly version: string;
  readonly servicePack: number;
  readonly systemType: string;
  readonly domain: string;
  readonly updates: readonly string[];
}

/** The systeminfo of a host as a console in that language prints it, lines ended by CR LF. */
export function writtenSysteminfo(words: Wording, facts: Facts): string {
  const [host, os, version, maker, configuration, buildType, owner, type, processors, locale] =
    words.labels;
  const build = facts.version.split('.')[2];
  const pack = facts.servicePack === 0 ? words.none : `Service Pack ${facts.servicePack}`;
  const fields: [string | undefined, string, ...string[]][] = [
    [host, facts.name],
    [os, facts.osName.replace('Microsoft', words.maker)],
    [version, `${facts.version} ${pack} ${words.build} ${build}`],
    [maker, 'Microsoft Corporation'],
    [configuration, words.standalone],
    [buildType, 'Multiprocessor Free'],
    [owner, ''],
    [type, facts.systemType],
    [processors, '1', 'Intel64 Family 6 Model 158 Stepping 10 GenuineIntel ~2808 Mhz'],
    [locale, words.locale],
    ...words.memory.map((label, index): [string, string] => [label, `${index + 1}.024 MB`]),
    [`${words.memory[0]} 2`, 'C:\\pagefile.sys'],
    [words.domain, facts.domain],
    [words.logonServer, `\\\\${facts.name}`],
    [words.hotfixes, words.installed(facts.updates.length), ...facts.updates],
    [words.network, '1', 'Intel(R) 82574L Gigabit Network Connection'],
  ];
  const column = Math.max(...fields.map(([label = '']) => label.length)) + 2;
  const lines = fields.flatMap(([label = '', value, ...entries]) => [
    `${label}:`.padEnd(column) + value,
    ...entries.map(
      (entry, index) => `${' '.repeat(column)}[${String(index + 1).padStart(2, '0')}]: ${entry}`,
    ),
  ]);
  return `\r\n${lines.join('\r\n')}\r\n`;
}
