export type Choice =
  | { readonly kind: 'chosen'; readonly at: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'other' };
export function readChoice(text: string, titles: readonly string[]): Choice {
  const at = titles.findIndex((title) => title.toLowerCase() === text.trim().toLowerCase());
  if (at >= 0) return { kind: 'chosen', at };
  const number = /^\s*(\d)\.?\s*$/.exec(text)?.[1];
  if (number && titles[Number(number) - 1]) return { kind: 'chosen', at: Number(number) - 1 };
  if (/^none/i.test(text.trim())) return { kind: 'none' };
  return { kind: 'other' };
}
