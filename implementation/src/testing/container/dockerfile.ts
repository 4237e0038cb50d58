/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  readonly name: string;
  /** What stands after the name. */
  readonly text: string;
  readonly line: number;
}

/** One `FROM` with what follows it. */
export interface Stage {
  /** The image that it begins with, arguments filled in. */
  readonly base: string;
  /** Its name, or its number where it has none. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, as `docker build` without any `--build-arg` reads them. */
export function stagesOf(source: string): readonly Stage[] {
  const given = new Map<string, string>();
  const stages: { base: string; name: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructionsOf(source)) {
    const { name, text } = instruction;
    if (name === 'FROM') {
      const [base = '', as, alias] = filledIn(text, given).split(/\s+/);
      const isNamed = as?.toUpperCase() === 'AS' && alias !== undefined;
      stages.push({ base, name: isNamed ? alias : String(stages.length), instructions: [] });
    } else if (stages.length > 0) {
      stages.at(-1)?.instructions.push(instruction);
    } else if (name === 'ARG') {
      const [key = '', value = ''] = text.split(/=(.*)/s);
      given.set(key, filledIn(value, given));
    } else {
      throw new Error(`line ${instruction.line}: ${name} before the first FROM`);
    }
  }
  return stages;
}

function filledIn(text: string, given: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{(\w+)\}/g, (_, key: string) => {
    const value = given.get(key);
    if (value === undefined) throw new Error(`\${${key}} has no value`);
    return value;
  });
}

function instructionsOf(source: string): Instruction[] {
  const found: Instruction[] = [];
  let begun: { text: string; line: number } | undefined;
  source.split('\n').forEach((raw, index) => {
    // A comment may stand between the lines of an instruction.
    if (raw.trim() === '' || raw.trimStart().startsWith('#')) return;
    begun ??= { text: '', line: index + 1 };
    begun.text += raw
      .replace(/\\\s*$/, '')
      .trim()
      .concat(' ');
    if (/\\\s*$/.test(raw)) return;
    const [, name = '', text = ''] = /^(\w+)\s+(.*)$/s.exec(begun.text.trim()) ?? [];
    found.push({ name: name.toUpperCase(), text, line: begun.line });
    begun = undefined;
  });
  if (begun) throw new Error(`line ${begun.line}: the instruction has no end`);
  return found;
}

/** `A=1 B="two words"` → its pairs, as ENV and LABEL have them. */
export function pairsOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.matchAll(/([\w.-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g);
  return new Map([...pairs].map(([, key = '', quoted, bare]) => [key, quoted ?? bare ?? '']));
}

/** The words of an exec form. Refuses the shell's form: an image without a shell cannot run it. */
export function execForm(text: string): readonly string[] {
  const words: unknown = text.startsWith('[') ? JSON.parse(text) : undefined;
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string')) {
    throw new Error(`not in exec form: ${text}`);
  }
  return words;
}

/** `--from=build a b` → its flags, and the words after them. */
export function flagsOf(text: string) {
  const words = text.split(/\s+/);
  const first = words.findIndex((word) => !word.startsWith('--'));
  const given = words.slice(0, first).map((word) => word.slice(2).split(/=(.*)/s));
  const flags = new Map(given.map(([key = '', value = '']) => [key, value]));
  return { flags, words: words.slice(first) };
}
