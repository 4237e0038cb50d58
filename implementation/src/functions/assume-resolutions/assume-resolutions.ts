import { silentSince } from '#src/domain/policy/silent-since.ts';
import { defineFunction } from '../define-function.ts';
import { schedule } from '../trigger.ts';
import { assumeAllResolutions } from './assume-all-resolutions.ts';

/** Takes silence after an answer for a resolution, once it was as long as the policy wants. */
export const assumeResolutions = defineFunction(
  {
    name: 'assume-resolutions',
    trigger: schedule(300),
    needs: { projectionStore: 'read', eventLog: 'append', policy: 'read' },
    timeoutMs: 60_000,
  },
  async ({ desk, context }) => {
    const since = silentSince(desk.policy, desk.clock.now());
    if (since === null) return;
    // So no call goes on beside the next one, nor keeps a desk from stopping.
    const isOver = () => context.signal.aborted || desk.stopping.aborted;
    await assumeAllResolutions(desk, context, since, isOver);
  },
);
