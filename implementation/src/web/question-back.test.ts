import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Locator, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#src/foundation/time.ts';
import { type HttpServer, startHttpServer } from '#src/hosts/laptop/http-server.ts';
import type { Laptop } from '#src/hosts/laptop/laptop.ts';
import { aPassage, offering, type Script } from '#src/testing/scenarios/scripted-agents.ts';
import { startedLaptop } from '#src/testing/started-laptop.ts';
import { skipsWithoutBrowser, startBrowser } from '#src/testing/web/browser.ts';
import { askOnPage, openDeskPage } from '#src/testing/web/desk-page.ts';

const passages = ['export', 'import', 'a long word for an archive of everything'].map((topic) =>
  aPassage(topic.replaceAll(' ', '-'), `Open Settings and choose ${topic}.`),
);
/** As long as titles get, and as many as are offered. */
const longOnes = ['who', 'what', 'when', 'where', 'why'].map((word) => ({
  ...aPassage(`long-${word}`, `Open Settings and choose ${word}.`),
  title: `Change who may see, export, archive and restore invoices of other teams, and ${word}`,
}));
/** Agents that are sure of nothing until the customer has said what is meant. */
const script: Script = {
  retrieve: ({ chosen }) =>
    [...passages, ...longOnes].filter(
      ({ articleId }) => chosen === undefined || articleId === chosen,
    ),
  answer: ({ question }) => (question.chosen === undefined ? null : {}),
  offer: ({ question: { text } }) =>
    offering(
      text.includes('only') ? passages.slice(0, 1) : text.includes('long') ? longOnes : passages,
      0.62,
    ),
};
const question = 'Where is it?';
const complaints: string[] = [];
let laptop: Laptop;
let server: HttpServer;
let browser: Browser;

const open = (options: BrowserContextOptions = {}) =>
  openDeskPage(browser, server.url, complaints, options);
const options = (page: Page) => page.locator('#chat .asked').getByRole('button');
const chosen = (page: Page, place: string) => page.locator(`${place} .asked .is-chosen`);
const textOf = async (shown: Locator) => (await shown.textContent()) ?? '';
const lastOf = async (page: Page, who: string) =>
  (await page.locator(`#chat .from-${who} .turn-text`).allInnerTexts()).at(-1);

async function isRefused(page: Page, buttons = options(page)): Promise<boolean> {
  const states = await buttons.evaluateAll((all) => all.map((one) => one.matches(':disabled')));
  return states.length > 0 && states.every(Boolean);
}

/** Whether the top of it is within what is seen of the chat. */
const isInView = async (page: Page, shown: Locator) => {
  const place = await shown.boundingBox();
  const view = await page.locator('#chat-scroll').boundingBox();
  if (!place || !view) throw new Error('nothing of the chat is shown');
  return place.y >= view.y && place.y + 20 <= view.y + view.height;
};

/** A desk whose chats leave no ticket. */
const withoutTickets = (page: Page) =>
  page.route('**/v1/chat', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ticketId: null } });
  });

describe.skipIf(skipsWithoutBrowser())('a question back in a browser', () => {
  beforeAll(async () => {
    ({ laptop } = await startedLaptop({ script }));
    const { fetch } = laptop;
    server = await startHttpServer({ fetch, host: '127.0.0.1', port: 0, clock: systemClock });
    browser = await startBrowser();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close(1_000);
    await laptop?.close();
  });

  it('is a named group of buttons, and says its titles once', async () => {
    const page = await open();
    await askOnPage(page, question);
    const group = page.locator('#chat').getByRole('group', { name: /which of these you mean/ });
    const names = await group.getByRole('button').allInnerTexts();
    expect(names.map((name) => name.replace(/\s+/g, ' '))).toEqual([
      ...passages.map(({ title }, at) => `${at + 1} ${title}`),
      'None of these',
    ]);
    expect(await page.locator('#chat .from-agent .turn-text').allInnerTexts()).toEqual([
      expect.stringMatching(/^I am not sure which of these you mean:$/),
      expect.stringMatching(/^Reply with its number/),
    ]);
    const read = group.getByRole('link', { name: /Read “About export”/ });
    expect(await read.getAttribute('href')).toBe('/articles/export');
    const summary = page.locator('#chat .receipt summary');
    expect(await summary.textContent()).toMatch(
      /asked back · 62 % sure that one of these is meant/,
    );
  });

  it('a click says the title for the customer, and what was chosen stays to be seen', async () => {
    const page = await open();
    await askOnPage(page, question);
    await page.getByLabel('Your question').fill('Begun to write');
    await options(page).nth(1).click();
    await page.locator('#chat .from-agent').nth(1).waitFor();
    expect(await lastOf(page, 'customer')).toBe('About import');
    expect(await lastOf(page, 'agent')).toBe('Open Settings and choose import.');
    expect(await page.getByLabel('Your question').inputValue()).toBe('Begun to write');
    const { title } = passages[1] ?? {};
    expect(await chosen(page, '#chat').allInnerTexts()).toEqual([
      expect.stringContaining(`${title}`),
    ]);
    expect(await isRefused(page)).toBe(true);
    await page.reload();
    await page.locator('#chat .from-agent').nth(1).waitFor();
    expect(await isRefused(page)).toBe(true);
    expect(await chosen(page, '#chat').count()).toBe(1);
  });

  it('reads well in the ticket, where nobody can press it', async () => {
    const page = await open();
    await askOnPage(page, question);
    await options(page).nth(0).click();
    await page.locator('#chat .from-agent').nth(1).waitFor();
    await page.getByRole('link', { name: 'See it from the desk’s side' }).click();
    const back = page.locator('#thread .turn', { hasText: 'AI agent, asked back' });
    await back.waitFor();
    expect(await back.getByRole('button').count()).toBe(0);
    expect(await back.locator('.option:visible').count()).toBe(passages.length);
    expect(await textOf(chosen(page, '#thread'))).toMatch(/About export.*chosen/);
    const answer = page.locator('#thread .from-agent').nth(1);
    await answer.locator('.receipt summary').click();
    expect(await answer.locator('tbody').textContent()).toMatch(/Read the choice\s*chosen/);
  });

  it('can be answered by keyboard, and writing goes on from there', async () => {
    const page = await open();
    await askOnPage(page, question);
    await page.locator('#chat-scroll').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#chat .from-agent').nth(1).waitFor();
    expect(await lastOf(page, 'customer')).toBe('About import');
    await page.locator('#chat-message:focus').waitFor();
  });

  it('none of these goes to a person', async () => {
    const page = await open();
    await askOnPage(page, question);
    await page.getByRole('button', { name: 'None of these' }).click();
    await page.locator('#chat .from-agent').nth(1).waitFor();
    expect(await lastOf(page, 'customer')).toBe('None of these');
    expect(await textOf(chosen(page, '#chat'))).toContain('None of these');
    await page.getByRole('link', { name: 'See it from the desk’s side' }).click();
    await page.locator('#thread .handoff').waitFor();
    expect(await textOf(chosen(page, '#thread'))).toMatch(/None of these.*chosen/);
  });

  it('of one article, the answer is that or no', async () => {
    const page = await open();
    await askOnPage(page, 'Is it only here?');
    expect(await options(page).allInnerTexts()).toEqual(['About export', 'No']);
  });

  it('is over once something else was written, and lives on until then', async () => {
    const page = await open();
    await askOnPage(page, question);
    await page.reload();
    await options(page).first().waitFor();
    expect(await isRefused(page)).toBe(false);
    await askOnPage(page, 'Is there a discount?');
    expect(await isRefused(page)).toBe(true);
    expect(await chosen(page, '#chat').count()).toBe(0);
  });

  it('goes on in the same conversation where an answered chat leaves no ticket', async () => {
    const page = await open();
    await withoutTickets(page);
    await askOnPage(page, question);
    expect(await isRefused(page)).toBe(false);
    await options(page).nth(1).click();
    await page.locator('#chat .from-agent').nth(1).waitFor();
    expect(await lastOf(page, 'agent')).toBe('Open Settings and choose import.');
    expect(await isRefused(page)).toBe(true);
    expect(await textOf(chosen(page, '#chat'))).toContain('About import');
  });

  it('a choice that did not get through can be made again', async () => {
    const page = await open();
    await askOnPage(page, question);
    await page.route('**/v1/chat', (route) => route.abort(), { times: 1 });
    await options(page).first().click();
    await page.getByText('The desk does not answer.').waitFor();
    expect(await page.getByLabel('Your question').inputValue()).toBe('');
    await options(page).first().click();
    await page.locator('#chat .from-agent').nth(1).waitFor();
    expect(await page.locator('#chat .from-customer').count()).toBe(2);
    expect(complaints.splice(0).filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
  });

  it.each([429, 500, 0])(
    'a choice that met %d can be made again without a ticket',
    async (status) => {
      const page = await open();
      await withoutTickets(page);
      await askOnPage(page, question);
      const fail = (route: Route) =>
        status === 0 ? route.abort() : route.fulfill({ status, json: { detail: 'Not now.' } });
      await page.route('**/v1/chat', fail, { times: 1 });
      await options(page).nth(1).click();
      await page.locator('#chat-problem:visible').waitFor();
      expect(await isRefused(page)).toBe(false);
      await options(page).nth(1).click();
      await page.locator('#chat .from-agent').nth(1).waitFor();
      expect(await lastOf(page, 'agent')).toBe('Open Settings and choose import.');
      expect(complaints.splice(0)).toHaveLength(1);
    },
  );

  it('is over where the desk knows the conversation no more', async () => {
    const page = await open();
    await withoutTickets(page);
    await askOnPage(page, question);
    const gone = { status: 404, json: { detail: 'There is no such conversation.' } };
    await page.route('**/v1/chat', (route) => route.fulfill(gone), { times: 1 });
    await options(page).nth(1).click();
    await page.getByText('There is no such conversation.').waitFor();
    expect(await isRefused(page)).toBe(true);
    const sent = page.waitForRequest('**/v1/chat');
    await askOnPage(page, question);
    expect((await sent).postDataJSON()).toEqual({ message: question });
    expect(complaints.splice(0)).toEqual([expect.stringContaining('404')]);
  });

  it('shown once more, only the newest list is open, without a ticket', async () => {
    const page = await open();
    await withoutTickets(page);
    const first = page.waitForResponse('**/v1/chat');
    await askOnPage(page, question);
    const json = await (await first).json();
    await page.route('**/v1/chat', (route) => route.fulfill({ json }), { times: 1 });
    await askOnPage(page, '9');
    const lists = page.locator('#chat .asked');
    expect(await isRefused(page, lists.nth(0).getByRole('button'))).toBe(true);
    expect(await isRefused(page, lists.nth(1).getByRole('button'))).toBe(false);
    await lists.nth(1).getByRole('button').nth(1).click();
    await page.locator('#chat .from-agent').nth(2).waitFor();
    expect(await lastOf(page, 'agent')).toBe('Open Settings and choose import.');
    expect(await isRefused(page)).toBe(true);
    expect(await lists.nth(0).locator('.is-chosen').count()).toBe(0);
    expect(await textOf(lists.nth(1).locator('.is-chosen'))).toContain('About import');
  });

  it('shown once more, only the newest list is open, with a ticket', async () => {
    const page = await open();
    await askOnPage(page, question);
    await page.route('**/v1/tickets/*', async (route) => {
      const response = await route.fetch();
      const { ticket, events } = await response.json();
      const [said, asked] = ['message.received', 'reply.posted'].map((type) =>
        events.find((event: { type: string }) => event.type === type),
      );
      const nine = { ...said, id: 'said-again', data: { ...said.data, text: '9' } };
      const again = [nine, { ...asked, id: 'asked-again' }];
      await route.fulfill({ response, json: { ticket, events: [...events, ...again] } });
    });
    await page.reload();
    const lists = page.locator('#chat .asked');
    await lists.nth(1).waitFor();
    expect(await isRefused(page, lists.nth(0).getByRole('button'))).toBe(true);
    expect(await isRefused(page, lists.nth(1).getByRole('button'))).toBe(false);
  });

  it('an answer to what was chosen says so, not how sure it is', async () => {
    const page = await open();
    await askOnPage(page, question);
    await options(page).nth(0).click();
    const own = page.locator('#chat .from-agent').nth(1).locator('.receipt');
    await own.waitFor();
    expect(await textOf(own.locator('summary'))).toMatch(/^Receipt you chose it · 1 source/);
    await page.getByRole('link', { name: 'See it from the desk’s side' }).click();
    const receipt = page.locator('#thread .from-agent').nth(1).locator('.receipt');
    await receipt.waitFor();
    expect(await textOf(receipt.locator('summary'))).toMatch(
      /^Receipt chosen by the customer · 1 source/,
    );
    expect(await textOf(receipt)).toMatch(/Sure that it was among the options\d+ %/);
  });

  it('a long one is read from its top, below what was asked', async () => {
    const page = await open({ viewport: { width: 360, height: 800 } });
    await page.getByRole('button', { name: 'Ask as a customer' }).click();
    await askOnPage(page, 'Where is the long one?');
    await page.locator('#chat-busy:empty').waitFor({ state: 'attached' });
    expect(await isInView(page, page.locator('#chat .from-customer'))).toBe(true);
    expect(await isInView(page, page.locator('#chat .from-agent'))).toBe(true);
    await options(page).nth(4).click();
    await page.locator('#chat .from-agent').nth(1).waitFor();
    await page.locator('#chat-busy:empty').waitFor({ state: 'attached' });
    expect(await isInView(page, page.locator('#chat .from-customer').nth(1))).toBe(true);
    expect(await isInView(page, page.locator('#chat .from-agent').nth(1))).toBe(true);
  });

  it.each([['light'], ['dark']] as const)('is readable and fits, %s', async (colorScheme) => {
    const source = readFileSync(new URL('contrast-probe.js', import.meta.url), 'utf8');
    const probe = `(() => { ${source.replace('export function', 'function')} return lowContrasts(); })()`;
    const page = await open({ colorScheme, viewport: { width: 320, height: 760 } });
    await page.getByRole('button', { name: 'Ask as a customer' }).click();
    await askOnPage(page, question);
    expect(await page.evaluate(probe)).toEqual([]);
    const isTooWide = () =>
      page
        .locator('.asked *:visible')
        .evaluateAll((all) => all.some((one) => one.getBoundingClientRect().right > 320));
    expect(await isTooWide()).toBe(false);
    await options(page).nth(2).click();
    await page.locator('#chat .from-agent').nth(1).waitFor();
    expect(await page.evaluate(probe)).toEqual([]);
    expect(await isTooWide()).toBe(false);
    await page.getByRole('link', { name: 'See it from the desk’s side' }).click();
    await chosen(page, '#thread').waitFor();
    expect(await page.evaluate(probe)).toEqual([]);
    expect(await isTooWide()).toBe(false);
  });
});
