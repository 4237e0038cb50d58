import { createServer } from 'node:http';
import * as z from 'zod';
import { callOf } from '#src/agents/agents.ts';
import { createContext } from '#src/foundation/request-context.ts';
import { loadSample } from '../desk-fixture.ts';
import { serve } from './serve.ts';

const body = z.strictObject({ message: z.string() });

/** The floor: parses, classifies, retrieves and answers, and keeps nothing. */
const { agents } = await loadSample();
const call = callOf(createContext({ tenant: 'default', requestId: 'floor' }));

async function answer(text: string) {
  const question = { text, previous: null };
  const classification = await agents.classifier.classify(question, call);
  const passages = await agents.retriever.retrieve(question, call);
  const { draft } = await agents.answerer.answer({ question, classification, passages }, call);
  const { confidence = 0, citations = [], text: reply = 'passed on' } = draft ?? {};
  return { status: draft ? 'answered' : 'escalated', reply, confidence, citations, classification };
}

serve(
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const { message } = body.parse(JSON.parse(Buffer.concat(chunks).toString()));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(await answer(message)));
    });
  }),
);
