import { expect, test } from 'vitest';
import { traceIdOfXRay } from './x-ray.ts';

const trace = '5759e988bd862e3fe1be46a994272793';
const root = 'Root=1-5759e988-bd862e3fe1be46a994272793';

test.each([
  root,
  `${root};Parent=53995c3f42cd8ad8;Sampled=1`,
  `Self=1-68a4f2d7-000000000000000000000001; ${root}`,
])('%s names a trace of W3C', (header) => {
  expect(traceIdOfXRay(header)).toBe(trace);
});

test.each([null, undefined, '', 'Root=2-5759e988-bd86', `X${root}`, root.toUpperCase()])(
  '%s names none',
  (header) => {
    expect(traceIdOfXRay(header)).toBeNull();
  },
);
