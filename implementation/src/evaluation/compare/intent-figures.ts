import { macroF1 } from '#src/algorithms/classification-metrics.ts';
import type { IntentOutcome } from '../intents/cross-validate-intents.ts';
import { type Figure, shareFigure } from './figure.ts';

export const intentFigures: readonly Figure<IntentOutcome>[] = [
  shareFigure(
    { key: 'intentAccuracy', name: 'intents, accuracy', better: 'higher' },
    ({ truth, stated }) => truth === stated,
  ),
  {
    key: 'intentMacroF1',
    name: 'intents, macro F1',
    better: 'higher',
    kind: 'number',
    of: (outcomes) => (outcomes.length === 0 ? null : macroF1(outcomes)),
  },
];
