/** Finds every "number unit" in a text and brings it to one spelling. */

/** `value` is a plain decimal number without separators, `unit` singular. */
export interface Quantity {
  value: string;
  unit: string;
  text: string;
  index: number;
}

const unitNames: [string, string][] = [
  ['business days?|working days?', 'business day'],
  ['business hours?|working hours?', 'business hour'],
  ['requests? (?:per|a|each|every) minute|calls? (?:per|a|each) minute', 'requests per minute'],
  ['seconds?', 'second'],
  ['minutes?|mins?', 'minute'],
  ['hours?', 'hour'],
  ['days?', 'day'],
  ['weeks?', 'week'],
  ['months?', 'month'],
  ['years?', 'year'],
  ['KB', 'KB'],
  ['MB|megabytes?', 'MB'],
  ['GB|gigabytes?', 'GB'],
  ['TB|terabytes?', 'TB'],
  ['%|percent|per cent', '%'],
  ['dollars|US dollars', 'USD'],
  ['seats?', 'seat'],
  ['people|users|members', 'person'],
  ['projects?', 'project'],
  ['clients?', 'client'],
  ['invoices?', 'invoice'],
  ['integrations?', 'integration'],
  ['webhooks?', 'webhook'],
  ['templates?', 'template'],
  ['guests?', 'guest'],
  ['characters?', 'character'],
  ['tags?', 'tag'],
  ['entry|entries', 'entry'],
  ['rows?', 'row'],
  ['lines?', 'line'],
  ['recipients?', 'recipient'],
  ['reports?', 'report'],
  ['pages?', 'page'],
  ['places?', 'place'],
  ['tasks?', 'task'],
  ['colou?rs?', 'colour'],
  ['contacts?', 'contact'],
  ['reminders?', 'reminder'],
  ['currency|currencies', 'currency'],
  ['languages?', 'language'],
  ['tax rates?', 'tax rate'],
  ['groups?', 'group'],
  ['workspaces?', 'workspace'],
  ['metres?|meters?', 'metre'],
  ['PDF files?|files?', 'file'],
  ['items?', 'item'],
  ['ranges?', 'range'],
  ['triggers?', 'trigger'],
  ['actions?', 'action'],
  ['attempts?|tries|times|wrong passwords', 'time'],
  ['recovery codes?', 'recovery code'],
];

const numberWords = new Map(
  'four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, index): [string, string] => [word, String(index + 4)]),
);
for (const [word, value] of [
  ['fourteen', '14'],
  ['fifteen', '15'],
  ['twenty', '20'],
  ['twenty-one', '21'],
  ['twenty-four', '24'],
  ['thirty', '30'],
  ['forty-five', '45'],
  ['sixty', '60'],
  ['ninety', '90'],
] as const) {
  numberWords.set(word, value);
}

const words = [...numberWords.keys()].sort((a, b) => b.length - a.length).join('|');
const number = `\\d[\\d,]*(?:\\.\\d+)?|${words}`;
const adjective = '(?!(?:of|per|and|or|to|a|in|for|from|the|on|at|is|by|with|times) )[a-z]+ ';
const joiner = '(?:, | to | or | and | through |–|-)';
const unitPatterns = unitNames.map(
  ([pattern, unit]) =>
    // "3 to 60 minutes" and "1, 5 or 15 minutes" give every number of the list the unit.
    [
      new RegExp(
        `(?<![\\w.,:$€£-])((?:(?:${number})${joiner})*)(${number})(?: |-|(?=%))(?:${adjective})?(?:${pattern})(?![\\w-])`,
        'g',
      ),
      unit,
    ] as const,
);
const percent = new RegExp(`(?<![\\w.,:$-])((?:(?:${number})${joiner})*)(${number})%`, 'g');
const dollars = /(?:US)?\$ ?(\d[\d,]*(?:\.\d+)?)/g;

function plain(value: string): string {
  const digits = numberWords.get(value.toLowerCase()) ?? value.replace(/,/g, '');
  return String(Number(digits));
}

/** A year in front of "and 30 days" is no quantity of days. */
function isYear(value: string): boolean {
  return /^20\d\d$/.test(value);
}

/** Every quantity in `text`, in order of place. Prices have the unit USD. */
export function quantitiesOf(text: string): Quantity[] {
  const found: Quantity[] = [];
  const taken = new Set<number>();
  const patterns = [...unitPatterns, [percent, '%'] as const];
  for (const [pattern, unit] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (taken.has(end)) continue;
      taken.add(end);
      const listed = (match[1] ?? '').match(new RegExp(number, 'g')) ?? [];
      for (const value of [...listed, match[2] ?? '']) {
        if (value === '' || isYear(value)) continue;
        found.push({ value: plain(value), unit, text: match[0], index: match.index });
      }
    }
  }
  for (const match of text.matchAll(dollars)) {
    const value = plain(match[1] ?? '');
    found.push({ value, unit: 'USD', text: match[0], index: match.index });
  }
  return found.sort((a, b) => a.index - b.index);
}
