import { describeJourneyEngine } from './conformance.ts';
import { createInProcessEngine } from './in-process.ts';

describeJourneyEngine('in-process', createInProcessEngine);
