import { ModelError } from '#src/foundation/model-error.ts';

/**
 * The names of the models that a server lists; null where it has no list, or gave a part of it.
 * `fetchList` gives the body of its answer: `{ data: [{ id }] }` at every provider known here.
 */
export async function namesOfModels(
  provider: string,
  fetchList: () => Promise<unknown>,
): Promise<readonly string[] | null> {
  let body: unknown;
  try {
    body = await fetchList();
  } catch (error) {
    // Somebody answers, who serves no such list: servers of a single model often have none.
    if (error instanceof ModelError && (error.status === 404 || error.status === 405)) return null;
    throw error;
  }
  const { data, object, has_more } = recordOf(body);
  // Ollama writes the empty list like this.
  const entries = data === null && object === 'list' ? [] : data;
  if (!Array.isArray(entries)) {
    throw new ModelError({ provider, reason: 'not_an_answer', detail: 'no list of models' });
  }
  if (has_more === true) return null;
  return entries.map((entry) => recordOf(entry).id).filter((id) => typeof id === 'string');
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
