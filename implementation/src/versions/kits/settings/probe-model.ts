import { errorFields, type Logger } from '#src/foundation/logger.ts';
import { type ModelTrial, probeFindings } from './check-model.ts';

/**
 * Tries the configured model once, for free, and logs what is wrong with it. For the background of
 * a start: a desk whose model is away opens all the same and answers in the statistical form. It
 * never throws, and says nothing once `signal` is aborted.
 */
export async function probeModel(
  trial: ModelTrial & { readonly logger: Logger; readonly signal: AbortSignal },
): Promise<void> {
  const { logger, signal } = trial;
  try {
    const findings = await probeFindings(trial);
    if (signal.aborted) return;
    for (const { status, path, message } of findings) {
      const fields = { setting: path, finding: message };
      if (status === 'right') logger.log('info', 'the model was tried', fields);
      else logger.log('warn', 'the model may not answer; see to the configuration', fields);
    }
  } catch (error) {
    if (!signal.aborted) logger.log('warn', 'the model could not be tried', errorFields(error));
  }
}
