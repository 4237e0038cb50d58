/**
 * Common words of languages in normal form (no accents), by BCP 47 code: what nearly every sentence
 * of the language holds. Used to tell languages apart, so a word that is spelled alike in English
 * does little harm: it counts for both.
 */
export const languageProfiles: Readonly<Record<string, string>> = {
  en: `a about above after again all also am an and any are as at be because been before being but by
  can cannot could did do does doing don down for from get got had has have having he hello help her
  hi him his how i if in into is isn it its just ll let like me more my need no not now of off ok on
  one only or our out over please re see she should so some still t thank thanks that the their them
  then there these they this those through to too try under until up us use ve very want was way we
  were what when where which while who why will with won work would yes yet you your
  car come die door due era far had hat here man men met mine non over pan par per plus pour pro sin
  son van want war`,
  de: `aber alle alles als am an antwort auch auf aus bei beim bereits bin bis bitte brauche da
  dank danke dann das dass dem den denn der des dich die diese dieser dieses dir doch du ein eine
  einem einen einer eines endlich er es etwas falsch funktioniert fur ganz gar geholfen geht
  gelost gibt gruss grusse guten habe haben hallo hat hier hilfe hilft ich ihm ihn ihr ihre ihren
  im immer in ist ja jetzt kann kein keine keinen klappt konnen konnte leider man mehr mein meine
  meinem meinen meiner mensch menschen mich mir mit mochte moglich moin muss nach nein nicht
  nichts noch nun nur ob oder ohne schon sehr sein seit servus sich sie sind so soll uber um und
  uns unser unsere viele vielen vom von vor wann war warum was wenn wer werden wie wieder wieso
  wir wird wo wurde zu zum zur`,
  fr: `ai alors au aucun aussi aux avec avez avoir bien bonjour bonsoir ca car ce cela ces cet cette
  chez comment dans de depuis des deux dois donc du elle en encore est et etait ete etes etre fait
  faire faut il ils j je jour l la le les leur lui ma mais mal me meme merci mes moi mon n ne nos
  notre nous on ont ou par pas peut peux plus pour pourquoi pouvez puis qu quand que quel quelle qui
  quoi s sa sans se ses si son sont suis sur ta te tout tous toute tres trop tu un une veux vos votre
  voudrais vous y`,
  es: `a ahora al algo alguien antes aqui asi aun ayuda ayudo bien buenas buenos cada como
  con cual cuando cuanto de del desde donde dos el ella en entre era es esa ese eso esta estan
  este esto estos estoy fue funciona funciono gracias ha haber hace hacer hasta hay he hola la las
  le les lo los mas me mi mis mismo mucho muy nada necesito ni ninguna no nos nuestra nuestro
  o otra otro para pero poder por porque puede puedo que quien quiero respuesta resuelto
  se ser servido si sigue sin sirve sirvio sobre solo son su sus tambien tampoco tan tengo tiene
  todavia todo todos tu un una uno unos usted y ya yo`,
  pt: `a agora ainda ao aos aqui as ate bem boa bom cada com como da das de dele depois do dos e ela
  ele em entre era es essa esse esta estao estou eu fazer foi ha isso isto ja la mais mas me mesmo
  meu meus minha muito na nao nas nem no nos nossa nosso num o obrigada obrigado ola os ou para pela
  pelo por porque posso pode pra preciso quando que quem quero sao se sem ser seu seus so sobre sua
  tambem te tem tenho todo tudo um uma voce`,
  it: `a abbiamo ad ai al alla alle anche avere bene buongiorno c che chi ci ciao come con cosa da dal
  dalla de degli dei del della delle di dopo dove due e ed era essere fare fatto gia gli grazie ha
  hai hanno ho i il in io l la le lei lo loro ma me mi mia mie miei mio molto ne nel nella no noi non
  nostra nostro o ogni per perche piu poi posso possibile potete prima puo qual quale quando quanto
  quello questa questo se sei senza si siamo sono sta su sua sul suo tra tu tutti tutto un una uno
  vi voglio vorrei`,
  nl: `aan al alle alleen als altijd ben bent bij daar dan dank dat de deze die dit doe doen door dus
  een en er ga gaat geen goed graag haar had heb hebben heeft hem het hier hij hoe hoi hulp hun iets
  ik in is ja je jij jouw jullie kan kun kunnen maar me meer met mij mijn moet mogelijk na naar niet
  niets nog nu of om omdat onder ons onze ook op over te toch tot u uit uw van veel voor waar waarom
  wanneer wat we weer wel werd werkt wie wij wil worden wordt zal ze zelf zich zij zijn zo zonder`,
  sv: `alla att av bara behover blir da den det detta dig din du efter eller en er ett fick finns fran
  fungerar for gar genom ha hade han har hej hjalp hon hur i igen ingen inte jag kan kommer kunna man
  med men mig min mina mitt mot mycket nar nu nagon nagot och om oss pa sa sedan sig ska skulle som
  tack till upp ut utan vad var varfor varje vara vi vill vilken ar`,
  da: `af alle at blive bliver da de den der deres det dig din dit du efter eller en er et fra fungerer
  for han har havde hej hjaelp hun hvad hvem hvis hvor hvordan hvorfor i ikke ind ingen jeg jer kan
  kunne man med meget men mig min mine mit mod ned noget nogle nu nar og ogsa om op os over pa sa sig
  skal som tak til ud under var vi vil ville vores`,
  pl: `aby ale bez bo byc byl byla bylo by chce ci co czy dla do dzien dobry dziekuje gdy gdzie go i ich
  ile ja jak jako je jego jej jest jestem jeszcze juz kiedy kto ktora ktory ma mam mi mnie moge moj
  moja moje mozna moze na nas nasz nie nim o od oraz po pod pomoc prosze przed przez sa sie ta tak
  tam te tego ten to tu tylko w was wiem witam wszystko z za ze zeby`,
  tr: `acaba ama ancak bana bazi ben beni benim bir biraz biz bu bunu cok da daha de degil degistirmek
  diye en gibi gore hangi hem hep her hic icin ile ise istiyorum kac kadar ki kim lutfen merhaba mi
  misiniz mu nasil nasilsiniz ne neden nerede niye o olan olarak oldu olur ona onu sadece sen siz
  sonra su tesekkurler tum ve veya ya yani yardim yok zaman`,
  fi: `ei eika ett etta han hei he hyva ja jos joka jota kanssa kiitos kun kuin kuinka mika mikä miksi
  mina minun mita miten mutta myos ne nyt olen oli olla on ole ovat saa sen se siella sina sinun tai
  tama tassa te toimi vain voi voin voinko voisitteko apua minulla haluan`,
  cs: `a aby ale ano bez by byl byla bylo co dekuji dobry den do i ja jak jako je jeho jen jeste jsem
  jsme jsou k kde kdy kdyz ktery ma mam me mi mit mne moje muze muzu na nas ne nebo neni od po pod
  pomoc potrebuji pro prosim proc pri s se si tak ten to tu u uz v vas ve z za ze`,
  ro: `a acest aceasta ai al am ar are as au avem buna ca care ce cu cum cand da dar de din este eu fara
  fi fost iar imi in la le lui ma mai mea mele meu multumesc ne noi nu o pe pentru poate pot prin sa
  sau se si sunt spre te un unde una va vreau`,
  hu: `a az be csak de egy el en es ez ezt hogy hogyan hol igen is itt jo kell ki koszonom kerem lehet
  meg mert mi miert mikor mint minden mit most nagyon nekem nem nincs ott segitseg szeretnek szia
  tudok tudom udvozlom vagy vagyok van volt`,
  id: `ada adalah akan aku anda apa apakah atau bagaimana bagi bahwa baru bisa dalam dan dapat dari
  dengan di halo harus ini itu jika juga kami kapan karena ke kenapa kepada kita lagi mau mengapa
  mohon oleh pada saat saja saya sebagai sudah telah tetapi tidak tolong untuk yang terima kasih`,
};

/** Scripts that tell a language, or at least which languages it can be. */
export const scripts: readonly {
  readonly pattern: RegExp;
  readonly languages: readonly string[];
}[] = [
  { pattern: /\p{Script=Cyrillic}/gu, languages: ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'mn'] },
  { pattern: /\p{Script=Greek}/gu, languages: ['el'] },
  { pattern: /\p{Script=Arabic}/gu, languages: ['ar', 'fa', 'ur', 'ps'] },
  { pattern: /\p{Script=Hebrew}/gu, languages: ['he', 'yi'] },
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, languages: ['ja'] },
  { pattern: /\p{Script=Han}/gu, languages: ['zh', 'ja', 'yue'] },
  { pattern: /\p{Script=Hangul}/gu, languages: ['ko'] },
  { pattern: /\p{Script=Thai}/gu, languages: ['th'] },
  { pattern: /\p{Script=Devanagari}/gu, languages: ['hi', 'mr', 'ne'] },
  { pattern: /\p{Script=Bengali}/gu, languages: ['bn', 'as'] },
  { pattern: /\p{Script=Tamil}/gu, languages: ['ta'] },
  { pattern: /\p{Script=Georgian}/gu, languages: ['ka'] },
  { pattern: /\p{Script=Armenian}/gu, languages: ['hy'] },
];
