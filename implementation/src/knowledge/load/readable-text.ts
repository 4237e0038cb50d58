import type { ArticleSection } from './content.ts';

/** A piece of a document, whatever it was written in. Its lines are plain text. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly lines: readonly string[] }
  | {
      readonly kind: 'paragraph' | 'list' | 'table' | 'code';
      readonly lines: readonly string[];
    };

export interface ReadableText {
  readonly text: string;
  readonly sections: readonly ArticleSection[];
}

/**
 * Blocks as plain text that reads well: a line per heading, step, list item and table row; a
 * paragraph on one line; blank lines between blocks. Sections know the headings above them.
 */
export function readableText(blocks: readonly Block[]): ReadableText {
  let text = '';
  const open: { level: number; title: string }[] = [];
  const sections: { headings: string[]; start: number; end: number }[] = [];
  for (const block of blocks) {
    if (text !== '') text += text.endsWith('\n') ? '\n' : '\n\n';
    if (block.kind === 'heading') {
      const title = block.lines[0] ?? '';
      while ((open.at(-1)?.level ?? 0) >= block.level) open.pop();
      open.push({ level: block.level, title });
      sections.push({ headings: open.map((one) => one.title), start: text.length, end: 0 });
      text += `${title}\n`;
      continue;
    }
    if (sections.length === 0) sections.push({ headings: [], start: 0, end: 0 });
    text += block.lines.join('\n');
  }
  text = text.trimEnd();
  sections.forEach((section, index) => {
    section.end = Math.min(text.length, sections[index + 1]?.start ?? text.length);
  });
  return { text, sections };
}
