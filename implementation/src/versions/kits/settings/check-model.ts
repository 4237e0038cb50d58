import * as z from 'zod';
import { ModelError } from '#src/foundation/model-error.ts';
import type { Clock } from '#src/foundation/time.ts';
import type { LanguageModel } from '#src/ports/language-model/language-model.ts';
import { costOf, priceOf } from '#src/ports/language-model/model-prices.ts';
import type { DeskSettings } from './desk-settings.ts';
import { addressPath, type Finding, findingOf, urlOf } from './model-finding.ts';
import type { ModelSettings } from './model-settings.ts';
import { nearestName } from './nearest-name.ts';

export interface ModelTrial {
  readonly model: LanguageModel;
  readonly settings: ModelSettings;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

const probeMs = 5_000;
/** A local server loads its model at the first question. */
const askMs = 60_000;
/** Models that think before they write do so within this. */
const answerTokens = 2_000;
const answerForm = z.object({ label: z.enum(['yes', 'no']) });

/** Tries whether the model's server answers, takes the key and has the model. Costs nothing. */
export async function probeFindings(trial: ModelTrial): Promise<Finding[]> {
  const { model, settings, clock, signal } = trial;
  const deadline = clock.now() + probeMs;
  try {
    const names = await model.probe({ deadline, ...(signal && { signal }) });
    return names === null ? [unlisted(settings)] : [answers(settings), listed(settings, names)];
  } catch (error) {
    if (error instanceof ModelError) return [findingOf(error, settings)];
    throw error;
  }
}

/** Asks the model one small question, which costs what it costs: proves key, name and form. */
export async function askFindings(trial: ModelTrial, desk: DeskSettings): Promise<Finding[]> {
  const { model, settings, clock, signal } = trial;
  const request = {
    model: settings.name,
    system: 'You answer in the form that is asked for.',
    messages: [{ role: 'user' as const, text: 'Is water wet?' }],
    maxOutputTokens: settings.maxOutputTokens ?? answerTokens,
    responseSchema: answerForm,
  };
  const began = clock.monotonic();
  try {
    const deadline = clock.now() + askMs;
    const result = await model.complete(request, { deadline, ...(signal && { signal }) });
    const millis = Math.round(clock.monotonic() - began);
    const { usage, repaired } = result;
    const price = priceOf(settings.provider, settings.name, settings.price);
    const money = price ? `, $${(costOf(price, usage) / 1e9).toFixed(6)}` : '';
    const cost = `${usage.inputTokens} tokens read, ${usage.outputTokens} written${money}`;
    const found: Finding = {
      status: 'right',
      path: 'model.name',
      message: `"${settings.name}" answered in the form asked for after ${millis} ms (${cost})`,
    };
    return [found, ...(repaired ? [mended] : []), ...slowness(millis, desk)];
  } catch (error) {
    if (error instanceof ModelError) return [findingOf(error, settings)];
    throw error;
  }
}

const mended: Finding = {
  status: 'doubtful',
  path: 'model.name',
  message: 'it took two attempts to answer in that form; a more capable model saves time and money',
};

function slowness(millis: number, { answerWithinMs }: DeskSettings): Finding[] {
  if (millis <= answerWithinMs) return [];
  const message = `${answerWithinMs} ms are less than this answer took; choose a faster model or allow more time`;
  return [{ status: 'doubtful', path: 'answerWithinMs', message }];
}

function answers(settings: ModelSettings): Finding {
  const key = settings.apiKey ? ' and takes the API key' : '';
  const message = `${urlOf(settings)} answers${key}`;
  return { status: 'right', path: addressPath(settings), message };
}

function unlisted(settings: ModelSettings): Finding {
  const message = `${urlOf(settings)} answers, and lists no models: only "supportmax check --ask" shows whether the address, the key and the name are right`;
  return { status: 'doubtful', path: addressPath(settings), message };
}

function listed({ name }: ModelSettings, names: readonly string[]): Finding {
  const path = 'model.name';
  // Ollama adds the tag that is meant where none is named.
  if (names.includes(name) || names.includes(`${name}:latest`)) {
    return { status: 'right', path, message: `"${name}" is among the models there` };
  }
  const nearest = nearestName(name, names);
  const advice = nearest ? `did you mean ${shownName(nearest)}?` : `it has ${someOf(names)}`;
  const message = `"${name}" is not among the ${names.length} models that the server lists; ${advice} Some servers know other names too: "supportmax check --ask" tries it`;
  return { status: 'doubtful', path, message };
}

function someOf(names: readonly string[]): string {
  if (names.length === 0) return 'none.';
  const some = names.slice(0, 5).map(shownName);
  return `${some.join(', ')}${names.length > some.length ? ' and others' : ''}.`;
}

/** A server's word, without what a terminal would act upon. */
const shownName = (name: string) => JSON.stringify(name.slice(0, 60)).replace(/\p{C}/gu, '?');
