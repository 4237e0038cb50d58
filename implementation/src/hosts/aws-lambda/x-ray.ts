/**
 * The trace of an X-Ray header, `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=…;Sampled=1`: the
 * two numbers of its root are W3C's one. Null where there is none.
 */
export function traceIdOfXRay(header: string | null | undefined): string | null {
  const [, seconds, random] =
    /(?:^|;\s*)Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|\s*$)/.exec(header ?? '') ?? [];
  return seconds === undefined ? null : `${seconds}${random}`;
}
