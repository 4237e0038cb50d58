import { describe, expect, it } from 'vitest';
import { LanguageReader } from '#src/agents/reading/language-reader.ts';
import { createStatisticalAgents } from '#src/agents/statistical-agents.ts';
import type { CreateJourneyEngine } from '#src/journey/engines/engine.ts';
import { loadContent } from '#src/knowledge/load/load-content.ts';
import { contentFolder } from './real-agents.ts';
import { claimEndMs, ScenarioDesk } from './scenario-desk.ts';
import { type Script, ScriptedAgents, scenarioPolicy } from './scripted-agents.ts';

const languages = ['en', 'de', 'es'];
const reader = new LanguageReader([], languages);
const spanishNotice =
  'Por supuesto. Alguien de nuestro equipo te responderá aquí: el equipo vuelve mañana a las 9:00 (UTC).';
const germanThanks = 'Schön, dass das geholfen hat. Schreiben Sie hier jederzeit wieder.';

/** A desk that answers in three languages, and tells them apart. */
function deskOf(createEngine: CreateJourneyEngine, script: Script) {
  const agents = new ScriptedAgents({ languageOf: (text) => reader.languageOf(text), ...script });
  return new ScenarioDesk({ createEngine, agents, policy: { ...scenarioPolicy, languages } });
}

/** Agents that answer in three languages and learned nothing but a few English articles. */
async function learned() {
  const content = await loadContent(contentFolder());
  const policy = { ...content.policy, languages };
  const training = { utterances: [], urgency: [], sentiment: [], questions: [], calibration: [] };
  const articles = content.articles.slice(0, 12);
  return { policy, agents: createStatisticalAgents({ ...content, policy, articles, training }) };
}

async function lastWords(desk: Pick<ScenarioDesk, 'ticket'>, ticketId: string) {
  return (await desk.ticket(ticketId)).turns.at(-1)?.text;
}

/** What customers write first, what becomes of it, and how the desk's words begin. */
const heard = [
  ['Ich möchte bitte mit einem Menschen sprechen.', 'escalated', /^Gern\. Jemand aus unserem Team/],
  ['MENSCH BITTE!!!', 'escalated', /^Gern\. Jemand aus unserem Team/],
  ['Quiero hablar con una persona de verdad', 'escalated', /^Por supuesto\. Alguien de nuestro/],
  ['I want to talk to a person', 'escalated', /^Of course\. One of our people/],
  ['Guten Tag', 'acknowledged', /^Guten Tag! Ich bin der Assistent von/],
  ['¡Buenos días!', 'acknowledged', /^¡Hola! Soy el asistente de/],
  ['Vielen Dank, das hat geholfen!', 'acknowledged', /^Schön, dass das geholfen hat\./],
  ['Muchas gracias, ya funciona', 'acknowledged', /^Me alegro de que te haya servido\./],
  ['Comment supprimer mon compte ?', 'escalated', /^I can only read English, German, and Spanish,/],
] as const;

/** In which language the desk speaks to a customer. */
export function describeLanguages(createEngine: CreateJourneyEngine): void {
  describe('the language of what the desk says itself', () => {
    it('is the customer’s', async () => {
      const desk = deskOf(createEngine, { screen: () => 'person_requested' });
      const message = await desk.opens('Quiero hablar con una persona.');
      expect(await desk.worker('one').run(message)).toBe('escalated');
      expect(await lastWords(desk, message.ticketId)).toBe(spanishNotice);
    });

    it('stays what it was where the next message has no words', async () => {
      const desk = deskOf(createEngine, {
        classify: ({ text }) => ({ intent: text === '👍' ? 'thanks' : 'how-to' }),
      });
      const worker = desk.worker('one');
      const first = await desk.opens('Wie kann ich das exportieren?');
      expect(await worker.run(first)).toBe('answered');
      const second = await desk.says(first.ticketId, '👍');
      expect(await worker.run(second)).toBe('acknowledged');
      expect(await lastWords(desk, first.ticketId)).toBe(germanThanks);
    });

    it('is looked for once in a journey, on the message alone where that tells it', async () => {
      const asked: string[] = [];
      const desk = deskOf(createEngine, {
        screen: () => 'no_words',
        languageOf: (text) => {
          asked.push(text);
          return 'de';
        },
      });
      const message = await desk.opens('Rechnung 12');
      await desk.worker('one').run(message);
      expect(asked).toEqual(['Rechnung 12']);
      expect(await lastWords(desk, message.ticketId)).toMatch(/^Darin habe ich keine Frage/);
    });

    it('is the customer’s, too, where the agents fail before they have looked', async () => {
      const failure = new TypeError('x is not a function');
      const desk = deskOf(createEngine, {
        screen: () => {
          throw failure;
        },
      });
      const message = await desk.opens('¿Cómo puedo exportar mis horas?');
      const worker = desk.worker('one');
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        await expect(worker.run(message)).rejects.toBe(failure);
        await desk.clock.advance(claimEndMs);
      }
      expect(await worker.run(message)).toBe('escalated');
      expect(await lastWords(desk, message.ticketId)).toMatch(/^Aquí no quiero adivinar/);
    });
  });

  describe('the language that real agents hear', () => {
    const learning = learned();

    it.each(heard)('%s', async (text, outcome, words) => {
      const desk = new ScenarioDesk({ createEngine, ...(await learning) });
      const message = await desk.opens(text);
      expect(await desk.worker('one').run(message)).toBe(outcome);
      expect(await lastWords(desk, message.ticketId)).toMatch(words);
    });
  });
}
