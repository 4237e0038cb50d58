/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

/**
 * An element with attributes and children. Strings become text nodes; nothing is parsed as HTML,
 * whoever wrote it. An attribute that is null, undefined or false is left out.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.filter(isShown));
  return made;
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
const isShown = (child) => child !== null && child !== undefined && child !== false && child !== '';

/**
 * The element of the page with this id and type; a page without it is broken.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${kind.name} #${id}`);
}

/**
 * Makes the children of `parent` those of `items`, in order. A child whose key and version stay is
 * left alone, so that what a reader has opened or focused stays as it is.
 * @param {HTMLElement} parent
 * @param {readonly { key: string, version?: string, make: () => HTMLElement }[]} items
 * @returns {number} how many children were made
 */
export function keepChildren(parent, items) {
  const known = new Map(
    [...parent.children].map((child) => [child.getAttribute('data-key'), child]),
  );
  let made = 0;
  const children = items.map(({ key, version = '', make }) => {
    const kept = known.get(key);
    if (kept?.getAttribute('data-version') === version) return kept;
    const fresh = make();
    fresh.setAttribute('data-key', key);
    fresh.setAttribute('data-version', version);
    made += 1;
    return fresh;
  });
  const wanted = new Set(children);
  for (const child of [...parent.children]) {
    if (!wanted.has(child)) child.remove();
  }
  for (const [index, child] of children.entries()) {
    const there = parent.children[index] ?? null;
    if (there !== child) parent.insertBefore(child, there);
  }
  return made;
}

/**
 * Whether the reader of a scrolled element is at its end, within a line or two.
 * @param {HTMLElement} scrolled
 */
export const isAtEnd = ({ scrollHeight, scrollTop, clientHeight }) =>
  scrollHeight - scrollTop - clientHeight < 48;

/**
 * Brings a part of what is scrolled to its top, and moves nothing else on the page.
 * @param {HTMLElement} scrolled
 * @param {Element} part
 */
export function scrollTo(scrolled, part) {
  const marginPx = 16;
  scrolled.scrollTop +=
    part.getBoundingClientRect().top - scrolled.getBoundingClientRect().top - marginPx;
}

/** @param {HTMLElement} scrolled */
export function scrollToEnd(scrolled) {
  scrolled.scrollTop = scrolled.scrollHeight;
}

/**
 * Shows or clears a problem; screen readers hear of it by its role.
 * @param {HTMLElement} place
 * @param {unknown} [problem]
 */
export function showProblem(place, problem) {
  place.textContent = problem instanceof Error ? problem.message : '';
  place.hidden = !problem;
}
