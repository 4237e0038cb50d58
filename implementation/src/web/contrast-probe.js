/** @typedef {[red: number, green: number, blue: number, alpha: number]} Colour channels 0–1 */

/**
 * Runs in a page: every visible text whose contrast with what is behind it is below WCAG 2.2 AA, as
 * `"text" ratio`. Colours are read back from a canvas, so any CSS notation will do.
 * @returns {string[]}
 */
export function lowContrasts() {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas to read colours from');
  /** @param {string} css @returns {Colour} */
  const colourOf = (css) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red / 255, green / 255, blue / 255, alpha / 255];
  };
  /** @param {Colour} over @param {Colour} under @returns {Colour} */
  const blend = (over, under) => {
    const [, , , alpha] = over;
    const mixed = over.map((channel, index) => channel * alpha + (under[index] ?? 0) * (1 - alpha));
    return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, 1];
  };
  /** @param {Element | null} element @returns {Colour} */
  const groundOf = (element) => {
    if (!element) return [1, 1, 1, 1];
    const own = colourOf(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : blend(own, groundOf(element.parentElement));
  };
  /** @param {Colour} colour */
  const luminance = ([red, green, blue]) => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((channel) =>
      channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** @type {string[]} */
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.textContent?.trim();
    if (!element || !text || !element.checkVisibility() || element.closest('.hidden')) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const light = luminance(ground);
    const ink = luminance(blend(colourOf(style.color), ground));
    const ratio = (Math.max(light, ink) + 0.05) / (Math.min(light, ink) + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`"${text.slice(0, 40)}" ${ratio.toFixed(2)}`);
  }
  return found;
}
