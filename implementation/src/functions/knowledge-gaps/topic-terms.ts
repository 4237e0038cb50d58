import { Concepts } from '#src/agents/answer/concepts.ts';
import { customerConcepts } from '#src/agents/answer/customer-concepts.ts';
import { isRequestWord } from '#src/algorithms/text/request-words.ts';
import { stem } from '#src/algorithms/text/stem.ts';
import { words } from '#src/algorithms/text/tokenize.ts';
import type { TopicTerms } from '#src/knowledge/gaps/gap-question.ts';
import { bare } from './read-unanswered.ts';

/** Words for one thing count as one, as where the desk looks for an answer. */
export function createTopicTerms(): TopicTerms {
  const concepts = new Concepts(customerConcepts);
  return (text) => {
    const said = text.replace(bare, ' ');
    const topics = concepts.topics(said).filter((term) => !isRequestWord(term));
    // A text of nothing but grammar is like another one that says the same.
    return topics.length > 0 ? topics : words(said).map(stem);
  };
}
