import type { DeskSettings } from './desk-settings.ts';
import type { Finding } from './model-finding.ts';
import { isLoopback } from './setting-rules.ts';

/** What the settings come to, and what of them somebody should think of twice. */
export function settingFindings(settings: DeskSettings): Finding[] {
  const { brain, model, spending, answerWithinMs } = settings;
  const right = (path: string, message: string): Finding => ({ status: 'right', path, message });
  const doubtful = (path: string, message: string): Finding => ({
    status: 'doubtful',
    path,
    message,
  });
  const asksModel = brain.classify !== 'statistical' || brain.answer !== 'statistical';
  const findings = [
    right('answerWithinMs', `a customer has an answer within ${answerWithinMs} ms`),
    right('brain', `classify is ${brain.classify}, answer is ${brain.answer}`),
  ];
  if (!model) return findings;
  if (!asksModel) findings.push(doubtful('brain', 'no agent asks the model that is configured'));
  const { dailyCapUsd } = spending;
  findings.push(
    dailyCapUsd === null
      ? doubtful('spending.dailyCapUsd', 'is null: models may cost whatever they do')
      : right('spending.dailyCapUsd', `models cost $${dailyCapUsd} a day at most`),
  );
  const url = model.baseUrl === null ? null : URL.parse(model.baseUrl);
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    const what = model.apiKey ? 'the API key and what customers write' : 'what customers write';
    findings.push(
      doubtful('model.baseUrl', `${what} can be read on the way, over plain http; use https`),
    );
  }
  return findings;
}
