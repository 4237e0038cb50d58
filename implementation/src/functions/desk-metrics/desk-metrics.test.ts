import { afterEach, expect, it } from 'vitest';
import { clientOf } from '#src/testing/api/client.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import { verifies } from '#src/testing/verifies.ts';

interface Share {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
}
interface Figures {
  readonly tickets: number;
  readonly escalated: Share;
  readonly handledByAgent: Share;
  readonly resolution: Readonly<Record<'confirmed' | 'assumed' | 'durable' | 'byPerson', Share>>;
  readonly automation: {
    readonly involvement: Share;
    readonly resolution: Share;
    readonly share: number | null;
  };
}

const opened: MemoryDesk[] = [];
afterEach(async () => {
  for (const desk of opened.splice(0)) {
    await desk.close();
    expect(desk.errors).toEqual([]);
  }
});

async function open(knowledge: 'whole' | 'little' = 'little') {
  const desk = await openMemoryDesk({ knowledge });
  opened.push(desk);
  const call = clientOf(desk.fetch);
  const ask = async (message: string, conversationId?: string) => {
    const { json } = await call('/v1/chat', { body: { message, conversationId } });
    return json as { conversationId: string; ticketId: string; status: string };
  };
  const read = async () => (await call('/v1/metrics')).json as Figures;
  return { desk, call, ask, read };
}

it('has nothing to divide by where no ticket is', async () => {
  const { read } = await open();
  const none = { count: 0, of: 0, share: null };
  expect(await read()).toMatchObject({
    tickets: 0,
    escalated: none,
    handledByAgent: none,
    resolution: { confirmed: none, assumed: none, durable: none, byPerson: none },
    automation: { involvement: none, resolution: none, share: null },
  });
});

it(verifies('v1.api', 'real part', 'gives each resolution with its denominator'), async () => {
  const { desk, ask, read } = await open('whole');
  const answered: string[] = [];
  let asked = 0;
  for (const { text } of desk.content.training.questions) {
    const { conversationId, status } = await ask(text);
    asked += 1;
    if (status === 'answered') answered.push(conversationId);
    if (answered.length === 2) break;
  }
  await ask('I want to talk to a person');
  const tickets = asked + 1;
  await ask('Thanks, that helped!', answered[0]);
  const { handledByAgent, resolution, automation } = await read();
  expect(handledByAgent).toEqual({ count: 2, of: tickets, share: 2 / tickets });
  expect(resolution).toMatchObject({
    confirmed: { count: 1, of: 2, share: 1 / 2 },
    assumed: { count: 0, of: 2, share: 0 },
    byPerson: { count: 0, of: tickets, share: 0 },
  });
  expect(automation).toEqual({
    involvement: handledByAgent,
    resolution: { count: 1, of: 2, share: 1 / 2 },
    share: (2 / tickets) * (1 / 2),
  });
});

it('says in the description what each figure is', async () => {
  const { call } = await open();
  const { text } = await call('/openapi.json');
  expect(text).toMatch(/A reopening takes it back, as it does a confirmed one/);
  expect(text).toMatch(/of all resolutions by the agent, [^"]+, those taken back included/);
});
