import type { RedactedSpan } from '#src/algorithms/redaction/create-redactor.ts';
import type { PersonalKind } from '#src/algorithms/redaction/personal-kinds.ts';
import type { LabelledText } from './labelled-sentences.ts';

/** How well one kind was found. */
export interface KindResult {
  /** Labelled places. */
  amount: number;
  /** Of these, with every letter and digit hidden. */
  hidden: number;
  /** Of these, under their own kind. */
  right: number;
  /** Places that were taken for this kind, and how many of them touch a labelled place. */
  claimed: number;
  personal: number;
}

/** Redacts labelled texts and counts by kind. */
export function measureRecall(
  redact: (text: string) => { spans: readonly RedactedSpan[] },
  texts: readonly LabelledText[],
): Map<PersonalKind, KindResult> {
  const results = new Map<PersonalKind, KindResult>();
  const resultOf = (kind: PersonalKind): KindResult => {
    const known = results.get(kind);
    if (known !== undefined) return known;
    const fresh = { amount: 0, hidden: 0, right: 0, claimed: 0, personal: 0 };
    results.set(kind, fresh);
    return fresh;
  };
  for (const labelled of texts) {
    const { spans } = redact(labelled.text);
    const result = resultOf(labelled.kind);
    result.amount += 1;
    if (isHidden(labelled, spans)) result.hidden += 1;
    const touching = spans.filter((span) => touches(span, labelled));
    if (touching.some(({ kind }) => kind === labelled.kind)) result.right += 1;
    for (const span of spans) {
      resultOf(span.kind).claimed += 1;
      if (touches(span, labelled)) resultOf(span.kind).personal += 1;
    }
  }
  return results;
}

const touches = (span: RedactedSpan, { start, end }: LabelledText) =>
  span.start < end && start < span.end;

/** Whether every letter and digit of the labelled place lies in a span. */
export function isHidden(
  { text, start, end }: Pick<LabelledText, 'text' | 'start' | 'end'>,
  spans: readonly RedactedSpan[],
): boolean {
  for (let at = start; at < end; at += 1) {
    if (!/[\p{L}\p{N}]/u.test(text[at] ?? '')) continue;
    if (!spans.some((span) => span.start <= at && at < span.end)) return false;
  }
  return true;
}
