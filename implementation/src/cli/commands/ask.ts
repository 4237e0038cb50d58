import { parseArgs } from 'node:util';
import type { ChatResponse } from '#src/api/schemas.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import { connect } from '../connect.ts';
import { wrapText } from '../fit-text.ts';

export const ask: Command = {
  name: 'ask',
  summary: 'ask the desk a question',
  usage: 'supportmax ask "…" [--conversation ID] [--data DIR] [--json]',
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
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        conversation: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const [message] = positionals;
    if (message === undefined || positionals.length > 1) {
      throw new UsageError('ask takes one question; put it in quotes');
    }
    const { conversation, data, json = false } = values;
    return { message, conversation, data, json };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readable(answer: ChatResponse, address: string | null, columns?: number): string {
  const { citations, confidence, conversationId, reply, status } = answer;
  // Only a terminal needs it broken; a file gets the reply as it is.
  const broken = (line: string) => (columns ? wrapText(line, columns, '') : line);
  const lines = [...reply.split('\n').map(broken), ''];
  const add = (name: string, value: string) => lines.push(`  ${name.padEnd(14)}${value}`);
  for (const { articleId, title, url } of citations) {
    add('source', title);
    add('', address === null ? articleId : new URL(url, address).href);
  }
  add('outcome', status === 'answered' ? `answered, ${sure(confidence)}` : 'handed to people');
  add('conversation', conversationId);
  return `${lines.join('\n')}\n`;
}

const sure = (confidence: number): string => `${Math.round(confidence * 100)} % sure`;
