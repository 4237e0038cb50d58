export const problemExample = {
  type: 'urn:supportmax:problem:invalid-argument',
  title: 'The request is not valid',
  status: 400,
  detail: 'message: must not be empty',
  code: 'invalid_argument',
  requestId: '0f8f8f3e',
};

/** An answered chat, for the description: the shape is real, the company is not. */
export const chatExample = {
  conversationId: '7d0c4b0e',
  ticketId: '7d0c4b0e',
  status: 'answered',
  reply: 'Open Profile, choose Change e-mail address, and confirm from both mailboxes.',
  confidence: 0.93,
  citations: [
    {
      articleId: 'change-email',
      title: 'Change your e-mail address',
      url: '/articles/change-email',
      quote: 'Open Profile, choose Change e-mail address, and confirm from both mailboxes.',
    },
  ],
  usage: { model: 'offline', inputTokens: 0, outputTokens: 0, costUsd: 0 },
  receipt: {
    journeyId: '1f6b2c9a',
    steps: [
      { name: 'receive', outcome: 'ready', millis: 0 },
      { name: 'screen', outcome: 'clean', millis: 0.1 },
      { name: 'classify', outcome: 'question', millis: 0.3 },
      { name: 'retrieve', outcome: 'found', millis: 0.6 },
      { name: 'draft', outcome: 'drafted', millis: 0.4 },
      { name: 'review', outcome: 'approved', millis: 0.1 },
    ],
    classifier: { intent: 'account', confidence: 0.97, urgency: 'normal' },
    model: 'offline',
    promptHash: null,
    articles: [{ articleId: 'change-email', contentHash: 'b7e23ec2' }],
  },
};
