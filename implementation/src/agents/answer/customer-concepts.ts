import { englishConcepts } from './english-concepts.ts';
import { germanConcepts } from './german-concepts.ts';
import { spanishConcepts } from './spanish-concepts.ts';

/** What customers call the same, in the languages that have a list; the earlier list counts. */
export const customerConcepts = `${englishConcepts}${germanConcepts}${spanishConcepts}`;
