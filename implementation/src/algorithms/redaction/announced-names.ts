import { NAME, nameAt } from './name-form.ts';
import type { Finder } from './personal-kinds.ts';

/** Words that announce a name: what follows them is one when `behind` fits what comes after it. */
interface Cue {
  readonly marks: string;
  readonly units?: string;
  readonly words: RegExp;
  readonly behind?: RegExp;
  /** How many words it takes to be believed. */
  readonly fewestWords?: number;
}

const cues: readonly Cue[] = [
  {
    // "my name is Ada", "je m'appelle Ada"
    marks:
      'me_i me_s alle call heis heiß ppel llam nomb nome nom_ chia cham naam heet hete navn azyw',
    words:
      /(?<![a-zà-ÿ])(?:name is|name's|i am called|i'm called|call me|mein name ist|ich hei(?:ß|ss)e|je m'appelle|mon nom est|me llamo|mi nombre es|mi chiamo|il mio nome è|(?:o )?meu nome é|chamo-me|mijn naam is|ik heet|jag heter|mit navn er|nazywam się)[ :]{1,2}/gi,
  },
  {
    // "I am Ada Moss,"
    marks: 'i_am _i_m this bin_ suis _soy sono _ben',
    words: /(?<![a-zà-ÿ])(?:i am|i'm|this is|ich bin|je suis|soy|sono|ik ben) /gi,
    fewestWords: 2,
    behind: /^(?:[,.!\n]| and | from | here| speaking| calling| writing|$)/,
  },
  {
    // "this is Ada from York"
    marks: 'i_am _i_m this',
    words:
      /(?<![a-zà-ÿ])(?:i am|i'm|this is) (?=[^ \n]{1,30} (?:here|speaking|calling|writing|from) )/gi,
  },
  {
    // "Dear Ada,"
    marks: `_hi_ hell _hey dear morn afte even hall gute lieb geeh bonj bons cher chèr hola buen buon esti
      quer ciao gent olá_ _olá best geac _hej`,
    words:
      /(?:^|[\n.!?]) ?(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|cher|chère|hola|buenos días|estimad[oa]|querid[oa]|ciao|buongiorno|gentile|olá|beste|geachte|hej)[ ,]{1,2}/gi,
    behind: /^(?:[,!.:;\n]| -|$)/,
  },
  {
    // "Best regards,\nAda"
    marks: `rega wish hank best rgds ncer ours chee tful grüß grüs grus grue gruß dank _mfg _lg_ _vg_ cord
      bien merc salu aten grac ling graz obri groe _br_ _kr_ _thx hils hälsn mvh_ _mvh pozd`,
    words:
      /(?:^|[\n.!?,]) ?(?:(?:(?:best|kind|warm|many|with)? ?(?:regards|wishes|thanks|rgds))|best|sincerely|yours(?: (?:truly|sincerely|faithfully))?|thank you|thx|cheers|respectfully|[bk]r|mit freundlichen gr(?:ü|ue)(?:ß|ss)en|(?:viele|liebe|beste|freundliche) gr(?:ü|ue)(?:ß|ss)e|gru(?:ß|ss)|mfg|[lv]g|danke|cordialement|bien à vous|merci|(?:un )?saludos?|atentamente|gracias|(?:cordiali|distinti) saluti|grazie|obrigad[oa]|met vriendelijke groeten?|mvh|(?:med )?(?:vänliga|vennlig|venlig) (?:hälsningar|hilsen)|pozdrawiam)[,.!]{0,2}(?: ?\n{1,2}| )(?:- ?)?/gi,
    behind: /^(?:[.,!]?\s{0,2}(?:\n|$)|, [A-Z])/,
  },
  {
    // "Ms. Moss"
    marks:
      '_mr_ _mrs _ms_ miss _mx_ _dr_ prof herr frau mons mada _mme mlle _sr_ _sra seño sign _sig _sir dame _dhr mevr',
    words:
      /(?<![A-Za-zÀ-ÿ])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Mlle|Sra?|Señora?|Signora?|Sig|Sir|Dame|Dhr|Mevr)\.? /g,
  },
  {
    // "Customer name: Ada", "Attn: Ada"
    units: ':=',
    marks: 'name hold kund part bre_ pell nom_ noms énom cogn attn atte reci ecto vorn',
    words:
      /(?<![a-zà-ÿ])(?:(?:full|first|last|family|middle|customer|contact|account|card ?holder|holder|passenger|patient|employee|user|billing|shipping) ?name|surname|account holder|card ?holder|name on (?:the )?card|name|vorname|nachname|kunde|ansprechpartner(?:in)?|nombre|apellidos?|nom|prénom|cognome|attn|attention|recipient) ?[:=] ?/gi,
  },
  {
    // "on behalf of Ada", "my colleague Ada"
    marks: `he_n beha spok talk igne regi unde made book wife husb son_ daug artn coll boss mana frie moth
      fath brot sist assi cowo agen ask_`,
    words:
      /(?<![a-zà-ÿ])(?:on behalf of|spoke (?:to|with)|talked (?:to|with)|signed by|registered (?:to|under)|(?:in|under) the name(?: of)?|made out to|booked (?:by|for)|ask for|(?:my|our) (?:wife|husband|son|daughter|partner|colleague|boss|manager|friend|mother|father|brother|sister|assistant|coworker|agent),?) /gi,
  },
  {
    // "From: Ada Moss <ada@…>", and the headers of a quoted message
    marks: 'from _to_ _cc_ _bcc send repl von_ _an_ _de_ para',
    units: ':',
    words:
      /(?<=^|\n)[> ]{0,4}\*?(?:from|to|cc|bcc|sender|reply-to|von|an|de|para):\*? {0,2}["']?/gi,
    behind: /^["']?(?: ?[<[(]|,| {0,2}\n| {0,2}$)/,
  },
];

/** Names that the words before them announce. Names that nothing announces are not found. */
export const findAnnouncedNames: readonly Finder[] = cues.map(
  ({ marks, units = '', words, behind, fewestWords = 1 }): Finder => ({
    needs: { marks, units },
    find(text, found) {
      for (const { index, 0: cue } of text.matchAll(words)) {
        const name = nameAt(text, index + cue.length);
        if (name === undefined) continue;
        if (text.slice(name.start, name.end).split(' ').length < fewestWords) continue;
        if (behind === undefined || behind.test(text.slice(name.end, name.end + 10))) {
          found.push(name);
        }
      }
    },
  }),
);

const BEFORE_MAILBOX = new RegExp(`(?<![\\p{L}'.-])${NAME}(?=["']? ?<[^<>\\s@]{1,64}@)`, 'gu');

/** "Ada Moss <ada@example.com>" */
export const findMailboxNames: Finder = {
  needs: { units: '<' },
  find: (text, found) => findBefore(BEFORE_MAILBOX, text, found),
};

const BEFORE_WROTE = new RegExp(
  `(?<=[,:] |\\n|^)${NAME}(?= ?(?:<[^<>\\n]{1,80}> ?)?(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|skrev) ?:)`,
  'gu',
);

/** "On Monday, Ada Moss wrote:" */
export const findQuotedNames: Finder = {
  needs: { units: ':', marks: 'wrot writ schr écri cri_ crit skre scri' },
  find: (text, found) => findBefore(BEFORE_WROTE, text, found),
};

function findBefore(pattern: RegExp, text: string, found: Parameters<Finder['find']>[1]): void {
  for (const { index } of text.matchAll(pattern)) {
    const name = nameAt(text, index);
    if (name !== undefined) found.push(name);
  }
}
