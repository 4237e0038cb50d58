/** What customers say beside their questions. Written for the simulator, and read by nothing that trains. */
export const phrases = {
  greet: ['Hello', 'Hi there!', 'Good morning', 'Hey, anyone around?'],
  thank: [
    'Thanks, that solved it.',
    'Great, that worked. Thank you!',
    'Perfect, just what I was after. Thanks a lot!',
    'ok got it working, cheers',
    'That answers my question, thank you very much.',
  ],
  complain: [
    'That did not help at all.',
    'No, that is not what I asked.',
    'Sorry, but it still does not work.',
    'wrong answer',
  ],
  'want a person': [
    'I would like to talk to a real person, please.',
    'Can somebody from your team take over?',
    'Human please.',
    'Please put me through to one of your colleagues.',
    'I am not going to discuss this with a bot.',
  ],
  none: ['None of these.', 'no, none of them', 'Something else, sorry.', 'None of those fits'],
  nudge: ['Any news?', 'Is somebody looking at this?', 'Hello? I am still waiting.'],
} as const;
