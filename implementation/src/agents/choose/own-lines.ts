const signature = /^--$/;
const separator =
  /^(?:-{2,}\s*(?:original message|urspr(?:ü|ue)ngliche nachricht|mensaje original)|_{5,}$)/i;
const introduction = /^(?:on|am|el)\s/i;
const writing = /\b(?:wrote|schrieb|escribi(?:ó|o))(?=[\s:]|$)/i;
const sender = /^(?:from|von|de):\s/i;
const headers = /^(?:sent|date|to|gesendet|datum|an|enviado|fecha|para):\s/i;
/** What a mail program adds of its own accord. */
const device =
  /^(?:sent (?:from|with)|get outlook for|gesendet (?:von|mit)|von meinem \S+ gesendet|outlook für|enviado (?:desde|con)|obtener outlook)\s/i;

/** What a line is a part of; below an attribution, it is `quote` from the first ">" on. */
type Part = 'own' | 'ended' | 'attributed' | 'quote';

/**
 * The lines of a message, or of several, that their writer wrote: without quotes, the mail that
 * was answered, and signatures. Who writes nothing above a quoted mail has written below it.
 */
export function ownLines(text: string): string[] {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.trim());
  const own: string[] = [];
  const below: string[] = [];
  let part: Part = 'own';
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const next = lines[at + 1] ?? '';
    const height = attributionHeight(line, next);
    if (height > 0) at += height - 1;
    part = height > 0 ? 'attributed' : partOf(line, next, part);
    if (height > 0 || line === '' || line.startsWith('>') || device.test(line)) continue;
    if (part === 'own') own.push(line);
    else if (part !== 'ended') below.push(line);
  }
  return own.length > 0 ? own : below;
}

function partOf(line: string, next: string, before: Part): Part {
  if (signature.test(line) || separator.test(line)) return 'ended';
  if (sender.test(line) && headers.test(next)) return 'ended';
  if (before === 'attributed' && line.startsWith('>')) return 'quote';
  // The next message; a quoted line that was wrapped has no empty line above it.
  return before === 'quote' && line === '' ? 'own' : before;
}

/** How many lines "On …, Ada wrote:" takes here, of which there may be two; 0 for another line. */
function attributionHeight(line: string, next: string): 0 | 1 | 2 {
  if (!introduction.test(line)) return 0;
  if (isAttribution(line)) return 1;
  return isAttribution(`${line} ${next}`) ? 2 : 0;
}

const isAttribution = (line: string): boolean => line.endsWith(':') && writing.test(line);
