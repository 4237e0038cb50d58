import type { ModelError, ModelFailureReason } from '#src/foundation/model-error.ts';
import type { ModelSettings } from './model-settings.ts';

/** What trying out a setting showed. */
export interface Finding {
  /** `doubtful`: it may work, and somebody should look. */
  readonly status: 'right' | 'doubtful' | 'wrong';
  /** The setting, as in `model.baseUrl`. */
  readonly path: string;
  /** What was found and what to do, to be read after the path. Holds no secret. */
  readonly message: string;
}

const ownUrls = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com' };

export const urlOf = ({ baseUrl, provider }: ModelSettings): string => baseUrl ?? ownUrls[provider];

/** The setting that the address of the model comes from. */
export const addressPath = ({ baseUrl }: ModelSettings): string =>
  baseUrl === null ? 'model.provider' : 'model.baseUrl';

/** The setting that a failure is a matter of; other failures are one of the address. */
const settingsAtFault: Readonly<Partial<Record<ModelFailureReason, string>>> = {
  key_refused: 'apiKey',
  forbidden: 'apiKey',
  rate_limited: 'apiKey',
  quota_exhausted: 'apiKey',
  model_unknown: 'name',
  wrong_answer: 'name',
  content_refused: 'name',
  request_refused: 'name',
  request_too_large: 'name',
  answer_cut: 'maxOutputTokens',
  answer_too_large: 'maxOutputTokens',
};

/** What is wrong with an address, and what to do about it. */
const addressFaults: Readonly<Partial<Record<ModelFailureReason, string>>> = {
  unreachable: 'cannot be reached: start that server or correct the URL',
  host_unknown: 'names a host that cannot be found: correct the URL',
  tls_refused: 'shows a certificate that is not trusted: correct the URL or the certificate',
  redirected: 'redirects elsewhere, which is not followed: configure the address it leads to',
  not_an_answer: 'answers in another protocol: correct the URL',
  connection_lost: 'closed the connection: see to that server or correct the URL',
  first_byte_timeout: 'did not answer in time: see to that server or correct the URL',
  stalled: 'stopped in the middle of its answer: see to that server',
  out_of_time: 'did not answer in time: see to that server or correct the URL',
  server_failed: 'failed inside: see to that server, or try again later',
  overloaded: 'is overloaded: try again later',
};

/** A failure of the model as what is wrong with a setting. */
export function findingOf(error: ModelError, settings: ModelSettings): Finding {
  const { reason, status, detail } = error;
  const setting = settingsAtFault[reason];
  if (setting === 'name') {
    const message = `"${settings.name}": ${error.message}`;
    return { status: 'wrong', path: 'model.name', message };
  }
  if (setting) return { status: 'wrong', path: `model.${setting}`, message: error.message };
  const [fault, advice] = (addressFaults[reason] ?? error.message).split(': ');
  const causes = [status ? `HTTP ${status}` : '', detail ?? ''].filter((word) => word !== '');
  const cause = causes.length === 0 ? '' : ` (${causes.join(', ')})`;
  const message = `${urlOf(settings)} ${fault}${cause}${advice ? `: ${advice}` : ''}${hint(error, settings)}`;
  return { status: 'wrong', path: addressPath(settings), message };
}

/** What is forgotten most often. */
function hint({ reason }: ModelError, { provider, baseUrl }: ModelSettings): string {
  if (baseUrl === null) return '';
  if (reason === 'not_an_answer' && provider === 'openai' && !/\/v\d+\/*$/.test(baseUrl)) {
    return '; addresses of this kind mostly end in /v1';
  }
  const inContainer = reason === 'unreachable' && /\/\/(127\.|localhost|\[::1\])/i.test(baseUrl);
  return inContainer ? '; inside a container this address is the container itself' : '';
}
