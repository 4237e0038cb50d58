/** @param {string} text */
const sentence = (text) => {
  const spaced = text.replaceAll(/[_-]/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** @type {Readonly<Record<string, string>>} */
const names = {
  person_requested: 'The customer asked for a person',
  not_confident: 'The agent was not sure enough to answer',
  nothing_found: 'Nothing in the articles answers this',
  unknown_language: 'Written in a language the agent does not read',
  no_words: 'No question could be found in it',
  not_helped: 'The customer says that the answer did not help',
  sensitive_topic: 'This topic always goes to a person',
  review_failed: 'The agent’s answer did not pass its review',
  agent_failed: 'The agent could not finish',
  ask: 'Ask back',
  choose: 'Read the choice',
  email: 'E-mail',
  api: 'API',
};

/**
 * The words for a value of the desk's vocabulary; what this page does not know is still readable.
 * @param {string} value
 */
export const named = (value) =>
  (Object.hasOwn(names, value) ? names[value] : sentence(value)) ?? '';

/** @param {number} share 0–1 */
export const percent = (share) => `${Math.round(share * 100)} %`;

/** @param {number} millis */
export const duration = (millis) =>
  millis < 0.1
    ? '< 0.1 ms'
    : millis < 1000
      ? `${millis.toFixed(1)} ms`
      : `${(millis / 1000).toFixed(1)} s`;

/** @param {number} count @param {string} one @param {string} many */
export const counted = (count, one, many) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long ago, in one short word.
 * @param {string} time ISO 8601
 * @param {number} nowMs
 */
export function age(time, nowMs) {
  const passed = Math.max(0, nowMs - Date.parse(time));
  if (passed < minute) return 'now';
  if (passed < hour) return `${Math.floor(passed / minute)} min`;
  if (passed < day) return `${Math.floor(passed / hour)} h`;
  return `${Math.floor(passed / day)} d`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * @param {string} time
 * @param {number} nowMs
 */
export function shortTime(time, nowMs) {
  const date = new Date(time);
  return (nowMs - date.getTime() < day ? clock : dayAndTime).format(date);
}

/** @param {string} time */
export const exactTime = (time) => exact.format(new Date(time));

/** @type {Readonly<Record<string, string>>} */
const strangers = {
  chat: 'Someone in the chat',
  email: 'Someone by e-mail',
  form: 'Someone by form',
};

/**
 * Who a customer is, as far as the desk knows.
 * @param {{ name?: string, email?: string, id?: string }} customer
 * @param {string} channel
 */
export const customerName = ({ name, email, id }, channel) =>
  name || email || id || strangers[channel] || 'Someone';
