import { describeJourneyEngine } from '#src/journey/engines/conformance.ts';
import { createStepFunctionEngine } from '#src/testing/step-function-engine.ts';

describeJourneyEngine('step functions', createStepFunctionEngine);
