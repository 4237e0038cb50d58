import { stem } from '#src/algorithms/text/stem.ts';
import { isOpposite, sidesOf } from '../answer/opposites.ts';
import { choiceLanguages } from './choice-languages.ts';
import { reported } from './past-report.ts';
import { spoken } from './spoken.ts';
import { isContent, TitleWords } from './title-words.ts';

/** Whoever says more says something of their own. */
const mostContent = 12;
/** The least share of a message's content words that stand in the title that it means. */
const leastShare = 0.85;
/** The same for a message that points at an option: "the one about …". */
const leastShareOfPointing = 0.65;
/** The most that the next title may have of the words that the best has. */
const mostOfNext = 0.75;
/** A question names a title by so many words, and more than such a share of the title's. */
const leastInQuestion = 2;
const shareInQuestion = 0.5;

const shortNumber = /^\d{1,2}$/;

interface Fit {
  readonly at: number;
  readonly title: TitleWords;
  readonly found: readonly string[];
  /** Whether the message says all that the title does, and no more. */
  readonly isWhole: boolean;
}

/** The place of the title that a message means unmistakably, of which it may say a part only. */
export function titleMeant(text: string, titles: readonly string[]): number | null {
  const said = spoken(text);
  const known = titles.map((title) => new TitleWords(title));
  const content = contentOf(said, known);
  if (content.length === 0 || content.length > mostContent) return null;
  const best = bestOf(fitsOf(content, known));
  if (best === null || !isEnough(best, content, said)) return null;
  const isRefused =
    isOpposite(sidesOf(said), best.title.all.join(' ')) ||
    isReported(said, best) ||
    negationsIn(said.split(' ')) > negationsIn(best.title.all);
  return isRefused ? null : best.at;
}

/** The distinct words that say something; "the one" and its like do only where a title has them. */
function contentOf(said: string, titles: readonly TitleWords[]): string[] {
  const words = [...new Set(said.split(' '))].filter((word) => word !== '' && isContent(word));
  return words.filter((word) => {
    if (titles.some((title) => title.has(word))) return true;
    return !choiceLanguages.some(
      ({ beside, pronoun, negations }) =>
        beside.has(word) || pronoun?.word === word || negations.has(word),
    );
  });
}

function fitsOf(content: readonly string[], titles: readonly TitleWords[]): Fit[] {
  return titles.map((title, at) => {
    const found = title.among(content);
    const isWhole = found.length === content.length && found.length === title.stems.length;
    return { at, title, found, isWhole };
  });
}

/** The title that has clearly more of the message than every other, or is all of it alone. */
function bestOf(fits: readonly Fit[]): Fit | null {
  const whole = fits.filter((fit) => fit.isWhole);
  if (whole.length > 0) return whole.length === 1 ? (whole[0] ?? null) : null;
  const [best, next] = fits.toSorted((a, b) => b.found.length - a.found.length);
  if (best === undefined || best.found.length === 0) return null;
  return (next?.found.length ?? 0) <= mostOfNext * best.found.length ? best : null;
}

function isEnough(fit: Fit, content: readonly string[], said: string): boolean {
  const { found } = fit;
  // Numbers alone name nothing, and one that the title lacks may name another option.
  if (found.every((word) => shortNumber.test(word))) return false;
  if (content.some((word) => shortNumber.test(word) && !found.includes(word))) return false;
  const asks = choiceLanguages.some(({ asking }) => asking.test(said));
  if (asks && !isAsked(fit)) return false;
  const points = !asks && choiceLanguages.some(({ pointing }) => pointing.test(said));
  return found.length >= (points ? leastShareOfPointing : leastShare) * content.length;
}

const isAsked = ({ found, title, isWhole }: Fit): boolean =>
  isWhole ||
  (found.length >= leastInQuestion && found.length > shareInQuestion * title.stems.length);

/** "You cancelled it" complains; only a title that says "cancelled" itself can be meant. */
const isReported = (said: string, { found, title }: Fit): boolean =>
  reported(said).some(
    (form) =>
      found.includes(form) &&
      !title.all.some((word) => word.endsWith('ed') && stem(word) === stem(form)),
  );

const negationsIn = (words: readonly string[]): number =>
  words.filter((word) => choiceLanguages.some(({ negations }) => negations.has(word))).length;
