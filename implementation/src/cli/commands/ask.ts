import { parseArgs } from 'node:util';
import type { ChatResponse } from '#src/api/schemas.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command.ts';
import { connect } from '../connect.ts';

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
      io.stdout(json ? `${JSON.stringify(answer)}\n` : readable(answer));
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

function readable(answer: ChatResponse): string {
  const lines = [answer.reply, ''];
  for (const { title, url } of answer.citations) lines.push(`  from: ${title}  ${url}`);
  const sure = `${Math.round(answer.confidence * 100)} % sure`;
  const how = answer.status === 'answered' ? `answered, ${sure}` : 'handed to people';
  lines.push(`  ${how} · conversation ${answer.conversationId}`, '');
  return lines.join('\n');
}
