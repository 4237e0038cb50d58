/** Markup as text, with everything escaped that is not markup itself. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** An element; attributes without a value are left out, numbers have two decimals at most. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(attributeText(value ?? ''))}"`)
    .join('');
  return children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${children.join('')}</${name}>`;
}

/** A line of text in a plot. */
export const label = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(text));

const attributeText = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(100 * value) / 100) : value;
