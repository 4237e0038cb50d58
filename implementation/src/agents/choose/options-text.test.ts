import { describe, expect, it } from 'vitest';
import { exportPassage, offering } from '#src/testing/scenarios/scripted-agents.ts';
import { englishWords } from '../speaking/english-words.ts';
import { germanWords } from '../speaking/german-words.ts';
import { spanishWords } from '../speaking/spanish-words.ts';
import { optionsText } from './options-text.ts';

const { options } = offering([exportPassage, { ...exportPassage, title: '2. The file' }]);

describe.each([englishWords, germanWords, spanishWords])('asking back in $locale', (words) => {
  const { which, whether } = words.asking;

  it('gives each title its number, between what is said around them', () => {
    expect(optionsText(options, words)).toBe(
      `${which.above}\n\n1. About export\n2. 2. The file\n\n${which.below}`,
    );
  });

  it('asks for yes or no where there is one', () => {
    const one = optionsText(options.slice(0, 1), words);
    expect(one).toBe(`${whether.above}\n\n1. About export\n\n${whether.below}`);
  });
});
