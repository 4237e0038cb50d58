/**
 * An expression that is compiled when it is first asked for. Large ones take milliseconds, which a
 * process that starts for one call spends in vain: most texts hold no mark of what they find.
 */
export function compiledLate(source: string, flags: string): () => RegExp {
  let compiled: RegExp | undefined;
  return () => {
    compiled ??= new RegExp(source, flags);
    return compiled;
  };
}
