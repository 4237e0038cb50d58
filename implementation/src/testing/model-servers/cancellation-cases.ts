import type { OpenDriver } from './fault-cases.ts';
import type { WireProtocol } from './wire-protocol.ts';
export function describeModelCancellation(_p: WireProtocol, _o: OpenDriver): void {}
