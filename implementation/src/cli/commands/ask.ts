import type { ChatResponse } from '#src/api/schemas.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import { connect } from '../connect.ts';
import { wrapText } from '../fit-text.ts';
import { parseArguments } from '../parse-options.ts';

const usage = `supportmax ask "…" [options]

Asks the desk that runs on the data; where none runs, it is opened for this question.

  --conversation ID  goes on with a conversation; its id stands below every answer
  --data DIR         the desk's folder; .data unless told otherwise
  --json             prints one JSON document`;

export const ask: Command = {
  name: 'ask',
  summary: 'ask the desk a question',
  usage,
  async run(argv, io) {
    const { message, conversation, data, json } = parse(argv);
    const connection = await connect(io, data);
    try {
      const body = { message, ...(conversation !== undefined && { conversationId: conversation }) };
      const answer = await connection.send<ChatResponse>('POST', '/v1/chat', body);
      io.stdout(
        json ? `${JSON.stringify(answer)}\n` : readable(answer, connection.address, io.columns),
      );
      return 0;
    } finally {
      await connection.close();
    }
  },
};

function parse(argv: readonly string[]) {
  const { values, positionals } = parseArguments({
    args: [...argv],
    allowPositionals: true,
    options: {
      conversation: { type: 'string' },
      data: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const [message, ...more] = positionals;
  if (message === undefined || more.length > 0) {
    throw new UsageError('ask takes one question; put it in quotes');
  }
  const { conversation, data, json = false } = values;
  return { message, conversation, data, json };
}

function readable(answer: ChatResponse, address: string | null, columns?: number): string {
  const { citations, confidence, conversationId, reply, status } = answer;
  // Only a terminal needs it broken; a file gets the reply as it is.
  const broken = (line: string) => (columns ? wrapText(line, columns, '') : line);
  const lines = [...reply.split('\n').map(broken), ''];
  const add = (name: string, value: string) => lines.push(`  ${name.padEnd(14)}${value}`);
  // An article may be quoted more than once.
  const sources = new Map(citations.map((citation) => [citation.articleId, citation]));
  for (const { articleId, title, url } of sources.values()) {
    add('source', title);
    add('', address === null ? articleId : new URL(url, address).href);
  }
  add('outcome', status === 'answered' ? `answered, ${sure(confidence)}` : 'handed to people');
  add('conversation', conversationId);
  return `${lines.join('\n')}\n`;
}

const sure = (confidence: number): string => `${Math.round(confidence * 100)} % sure`;
