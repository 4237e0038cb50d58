import { listedPriceOf } from '#src/ports/language-model/model-prices.ts';

/** What is wrong with a setting: its keys from the outermost, and what to do. */
export interface BrokenRule {
  readonly path: readonly string[];
  readonly message: string;
}

/**
 * What the settings ask of each other. It looks at the configuration as it was written, so that
 * these problems are told together with all others; what has the wrong type is passed over here.
 */
export function brokenRules(configuration: unknown): BrokenRule[] {
  const { model, brain } = recordOf(configuration);
  const broken = model === undefined ? [] : brokenModelRules(recordOf(model));
  for (const part of ['classify', 'answer']) {
    const form = recordOf(brain)[part];
    if (model !== undefined || (form !== 'cascade' && form !== 'model')) continue;
    const message = `"${form}" needs a model; configure one under model, or choose "statistical"`;
    broken.push({ path: ['brain', part], message });
  }
  return broken;
}

function brokenModelRules(model: Readonly<Record<string, unknown>>): BrokenRule[] {
  const { provider, name, baseUrl, apiKey, price, allowKeyOverHttp } = model;
  const url = typeof baseUrl === 'string' ? URL.parse(baseUrl) : null;
  const broken: BrokenRule[] = [];
  const add = (key: string, message: string) => broken.push({ path: ['model', key], message });
  const keyless = provider === 'openai' && baseUrl !== undefined;
  if (apiKey === undefined && !keyless && (provider === 'openai' || provider === 'anthropic')) {
    const variable = `${provider.toUpperCase()}_API_KEY`;
    add('apiKey', `is missing; name the variable or file that holds it: { "env": "${variable}" }`);
  }
  const named = typeof provider === 'string' && typeof name === 'string';
  if (price === undefined && named && listedPriceOf(provider, name) === null) {
    add('price', `is missing, and what this model costs is not known here; ${sayPrice}`);
  }
  if (provider === 'anthropic' && url && /\/v1\/*$/.test(url.pathname)) {
    add('baseUrl', 'ends in /v1, which is added to it for anthropic; take it out');
  }
  const open = url?.protocol === 'http:' && !isLoopback(url.hostname);
  if (open && apiKey !== undefined && allowKeyOverHttp !== true) {
    add(
      'baseUrl',
      'would get the API key over plain http, where the network can read it; use https, or set model.allowKeyOverHttp to true where the network is yours',
    );
  }
  return broken;
}

const sayPrice =
  'say it in US dollars for a million tokens: { "inputPerMillionUsd": …, "outputPerMillionUsd": … }, 0 where it costs nothing';

/** This machine, by its names and numbers. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname) ||
    /^(.+\.)?localhost\.?$/i.test(hostname)
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
