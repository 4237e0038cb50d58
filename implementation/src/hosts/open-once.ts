/**
 * Opens once, at the first call or when it is told to in advance; whoever calls meanwhile waits for
 * the same. What failed to open is tried again by the next call.
 */
export function openOnce<Opened>(open: () => Promise<Opened>): () => Promise<Opened> {
  let opening: Promise<Opened> | null = null;
  return () => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
}
