import type { ChatResponse } from '#src/api/schemas.ts';
import { choiceRead } from '#src/domain/ticket/choice-read.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import { connect } from '../connect.ts';
import { wrapText } from '../fit-text.ts';
import { parseArguments } from '../parse-options.ts';

const usage = `supportmax ask "…" [options]

Asks the desk that runs on the data; where none runs, it is opened for this question.

  --conversation ID  goes on with a conversation; its id stands below every answer. Where the desk
                     asks back what is meant, the number or the title of it is the answer:
                     supportmax ask 1 --conversation ID
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
  const { citations, conversationId, options = [], reply } = answer;
  // Only a terminal needs it broken; a file gets the reply as it is.
  const broken = (line: string) => (columns ? wrapText(line, columns, '') : line);
  const lines = [...reply.split('\n').map(broken), ''];
  const add = (name: string, value: string) => lines.push(`  ${name.padEnd(14)}${value}`);
  const placeOf = ({ articleId, url }: { readonly articleId: string; readonly url: string }) =>
    address === null ? articleId : new URL(url, address).href;
  // An article may be quoted more than once.
  const sources = new Map(citations.map((citation) => [citation.articleId, citation]));
  for (const source of sources.values()) {
    add('source', source.title);
    add('', placeOf(source));
  }
  const isOne = options.length === 1;
  for (const [at, option] of options.entries()) {
    add(isOne ? 'article' : `article ${at + 1}`, placeOf(option));
  }
  add('outcome', outcomeOf(answer));
  add('conversation', conversationId);
  if (options.length > 0) {
    add('to go on', `supportmax ask ${isOne ? 'yes' : '1'} --conversation ${conversationId}`);
  }
  return `${lines.join('\n')}\n`;
}

function outcomeOf({ status, confidence, options = [], receipt }: ChatResponse): string {
  if (status === 'escalated') return 'handed to people';
  if (options.length === 0 && choiceRead(receipt) === 'chosen') return 'answered, as you chose';
  const sure = `${Math.round(confidence * 100)} % sure`;
  if (options.length === 0) return `answered, ${sure}`;
  return `asked back, ${sure} that ${options.length === 1 ? 'this' : 'one of these'} is meant`;
}
