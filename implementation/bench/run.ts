import { benchChat, benchPglite } from './chat.ts';
import { benchJourney } from './journey.ts';
import { benchStart } from './start.ts';

await benchJourney();
await benchChat();
await benchPglite();
await benchStart();
