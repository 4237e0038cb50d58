import { describe, expect, test } from 'vitest';
import { readChoice } from './read-choice.ts';

const titles = ['Send an invoice', 'Send an invoice again', 'Timer 5.8'];
const chosen = (at: number) => ({ kind: 'chosen', at });
const other = { kind: 'other' };
const none = { kind: 'none' };

const quote = '> Which of these?\n> 1. Send\n> 3. None';
const history = `On 3 May 2026, Support wrote:\n${quote}`;
const german = 'Am 3.5.2026 um 10:00 schrieb Support\n<support@example.com>:';
const spanish = 'El 3 may 2026, Support escribió:';

describe('of a mail', () => {
  test.each([
    [`2\n\n${history}`, chosen(1)],
    ['Hi,\n\nthe second one.\n\nKind regards\nAda Moss\nExample Ltd', chosen(1)],
    ['Hi Ada,\r\n\r\n2\r\n\r\nSent from my phone', chosen(1)],
    ['2\n\nSent from my Example Phone with a long name', chosen(1)],
    ['2\n\nVon meinem Telefon gesendet', chosen(1)],
    ['Guten Tag,\n\nkeine davon.\n\nMit freundlichen Grüßen\nAda Moss', none],
    [`${quote}\n\n3`, chosen(2)],
    ['2\n-- \nAda\nNo. 3, Example Street?', chosen(1)],
    [`2\n\n${german}\n\nWelche?`, chosen(1)],
    [`2\n\n${spanish}\n¿Cuál?`, chosen(1)],
    ['2\n\nFrom: Support\nSent: Monday\n\nWhich of these?', chosen(1)],
    ['2\n-----Original Message-----\nWhich of these?', chosen(1)],
    ['> 2', other],
    ['-- \n2', other],
    [history, other],
    ['Hi,\n\nThanks!', other],
    ['2\n\nAnd how do I delete my account?', other],
    ['No.\nI would like to know how to cancel my plan', other],
  ])('only what its writer wrote is read: %j', (text, choice) => {
    expect(readChoice(text, titles)).toEqual(choice);
  });

  test.each([
    [`${history}\n\n2`, chosen(1)],
    [`${history}\n2`, chosen(1)],
    [`${history}\n\n2\n-- \nAda, Example Street 3, what a town?`, chosen(1)],
    [`${german}\n${quote}\n\nkeine davon`, none],
    [`${spanish}\n${quote}\n\nla 3`, chosen(2)],
    [
      `On 3 May 2026, the people of Support\nat the Example Company Ltd wrote:\n${quote}\n2`,
      chosen(1),
    ],
    [`${history}\n\nI tried it, it does not work`, other],
    ['From: Support\nSent: Monday\n\n2', other],
  ])('who writes nothing above a quote has written below it: %j', (text, choice) => {
    expect(readChoice(text, titles)).toEqual(choice);
  });

  test.each([
    [`1\n\n${history}\n\n2\n\n${history}`, chosen(1)],
    [`1\n-- \nAda\n\n${history}\n\nnone of these\n\n${history}`, none],
    [`1\n\n${history} and a quoted\nline that was wrapped\n\n${history}`, chosen(0)],
  ])('the next message is read too: %j', (text, choice) => {
    expect(readChoice(text, titles)).toEqual(choice);
  });
});
