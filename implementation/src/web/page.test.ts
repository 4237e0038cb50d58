import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ChatResponse, TicketResource } from '#src/api/schemas.ts';
import { systemClock } from '#src/foundation/time.ts';
import { type HttpServer, startHttpServer } from '#src/hosts/laptop/http-server.ts';
import type { MemoryDesk } from '#src/testing/api/memory-desk.ts';
import { openMemoryDesk } from '#src/testing/api/memory-desk.ts';
import { skipsWithoutBrowser, startBrowser } from '#src/testing/web/browser.ts';
import { askOnPage, openDeskPage } from '#src/testing/web/desk-page.ts';

let desk: MemoryDesk;
let server: HttpServer;
let browser: Browser;
/** A question of a customer that the agent answers with a source. */
let question = '';
const complaints: string[] = [];

async function post<Body>(path: string, body: object): Promise<Body> {
  const response = await fetch(new URL(path, server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
  return (await response.json()) as Body;
}

async function findQuestion(): Promise<string> {
  for (const { text } of desk.content.training.questions) {
    const { status, citations } = await post<ChatResponse>('/v1/chat', { message: text });
    if (status === 'answered' && citations.length > 0) return text;
  }
  throw new Error('the agent answers none of the questions it was trained on');
}

const openDesk = (options: BrowserContextOptions = {}) =>
  openDeskPage(browser, server.url, complaints, options);
const openTicket = (body: object) => post<TicketResource>('/v1/tickets', body);
const textOf = async (shown: Locator) => (await shown.textContent()) ?? '';
const row = (page: Page, text: string) => page.locator('.row', { hasText: text });

describe.skipIf(skipsWithoutBrowser())('the page in a browser', () => {
  beforeAll(async () => {
    desk = await openMemoryDesk({ knowledge: 'whole' });
    server = await startHttpServer({
      fetch: desk.fetch,
      host: '127.0.0.1',
      port: 0,
      clock: systemClock,
    });
    browser = await startBrowser();
    question = await findQuestion();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    desk?.stop();
    await server?.close(1_000);
    await desk?.close();
    expect(desk?.errors).toEqual([]);
  });

  it('says that it is an AI, answers, and a source opens the quoted passage', async () => {
    const page = await openDesk();
    const chat = page.locator('#chat');
    expect(await textOf(chat)).toContain('You are talking to an AI');
    await askOnPage(page, question);
    const popup = page.waitForEvent('popup');
    await chat.locator('.sources a').first().click();
    const article = await popup;
    await article.waitForLoadState();
    const marked = await article.locator('mark').allInnerTexts();
    const receipt = chat.locator('.receipt').first();
    await receipt.locator('summary').click();
    const quote = await textOf(receipt.locator('blockquote').first());
    expect(marked.length).toBeGreaterThan(0);
    for (const part of marked) expect(quote).toContain(part.trim());
    const title = await textOf(article.locator('h1'));
    expect(await textOf(chat.locator('.sources a').first())).toContain(title);
    for (const step of ['Receive', 'Screen', 'Classify', 'Retrieve', 'Draft', 'Review']) {
      expect(await textOf(receipt.locator('tbody'))).toContain(step);
    }
  });

  it('hands over to a person who is asked for, and the person’s reply comes in by itself', async () => {
    const page = await openDesk();
    await askOnPage(page, question);
    await page.getByRole('button', { name: 'Talk to a person' }).click();
    await page.getByRole('link', { name: 'See it from the desk’s side' }).click();
    const card = page.locator('.handoff');
    await card.waitFor();
    expect(await textOf(card)).toContain('The customer asked for a person');
    expect(await textOf(card)).toContain('Next steps');
    await page.getByLabel('Your message').fill('This is Ada. What can I do for you?');
    await page.getByRole('button', { name: 'Send reply' }).click();
    const reply = page.locator('#chat .from-person');
    await reply.waitFor();
    expect(await textOf(reply)).toContain('This is Ada.');
    await page.getByText('Note', { exact: true }).click();
    await page.getByLabel('Your message').fill('Not for the customer.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.locator('#thread .from-note').waitFor();
    await page.getByText('Reply', { exact: true }).click();
    await page.getByLabel('Your message').fill('And one more thing.');
    await page.getByRole('button', { name: 'Send reply' }).click();
    await page.locator('#chat .from-person').nth(1).waitFor();
    expect(await textOf(page.locator('#chat'))).not.toContain('Not for the customer.');
  });

  it('does once what is sent again after its answer was lost', async () => {
    const page = await openDesk();
    const unique = `Twice or once, ${systemClock.now()}?`;
    let lost = false;
    await page.route('**/v1/chat', async (route) => {
      if (lost) return route.continue();
      lost = true;
      await route.fetch();
      return route.abort();
    });
    await page.getByLabel('Your question').fill(unique);
    await page.keyboard.press('Enter');
    await page.getByText('The desk does not answer. What you wrote is still here.').waitFor();
    expect(await page.getByLabel('Your question').inputValue()).toBe(unique);
    await askOnPage(page, unique);
    expect(await page.locator('#chat .from-customer').count()).toBe(1);
    await row(page, unique).first().waitFor();
    expect(await row(page, unique).count()).toBe(1);
    expect(complaints.splice(0).filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
  });

  it('goes on with the conversation after a reload', async () => {
    const page = await openDesk();
    await askOnPage(page, question);
    await page.reload();
    await page.locator('#chat .from-agent').waitFor();
    expect(await textOf(page.locator('#chat .from-customer'))).toContain(question);
  });

  it('puts the ticket on top in which something happened last', async () => {
    const page = await openDesk();
    const { id } = await openTicket({ subject: 'Older', body: question });
    await row(page, 'Older').waitFor();
    await openTicket({ subject: 'Newer', body: question });
    const top = page.locator('#tickets > li:first-child');
    await top.getByText('Newer').waitFor();
    await post(`/v1/tickets/${id}/messages`, { from: 'person', body: 'Back to this one.' });
    await top.getByText('Older').waitFor();
    await top.getByText('Back to this one.').waitFor();
  });

  it('shows a ticket that comes in, filters, searches and hands off', async () => {
    const page = await openDesk();
    const body = { subject: 'Zanzibar', body: question, customer: { name: 'Ada Lovelace' } };
    await openTicket(body);
    const found = row(page, 'Zanzibar');
    await found.waitFor();
    await found.getByText('Pending').waitFor();
    await page.getByRole('searchbox').fill('no such words anywhere');
    await page.getByText('No tickets here.').waitFor();
    await page.getByRole('searchbox').fill('zanzibar');
    await found.waitFor();
    await page.getByRole('radio', { name: 'Resolved' }).check({ force: true });
    await page.getByText('No tickets here.').waitFor();
    await page.getByRole('radio', { name: 'All' }).check({ force: true });
    await found.click();
    await page.getByRole('button', { name: 'Hand off to a person' }).click();
    await page.locator('.handoff').getByText('Handed over by a person').waitFor();
    await found.getByText('Escalated').waitFor();
    await page.getByRole('tab', { name: /Events/ }).click();
    const events = page.locator('.event code');
    expect(await events.allInnerTexts()).toContain('ticket.escalated');
    await page.locator('.event summary').first().click();
    expect(await textOf(page.locator('.event pre').first())).toContain('"ticket.opened"');
  });

  it('keeps what customers write as text', async () => {
    const attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const { id } = await openTicket({
      subject: `Hostile ${attack}`,
      body: `${attack} javascript:alert(1)`,
      customer: { name: attack, id: 'hostile' },
    });
    const page = await openDesk();
    const title = await page.title();
    await row(page, 'Hostile').click();
    await page.locator('#thread .from-customer').waitFor();
    expect(await textOf(page.locator('#ticket-title'))).toBe(`Hostile ${attack}`);
    expect(await textOf(page.locator('#thread .from-customer'))).toContain(attack);
    await askOnPage(page, attack);
    expect(await textOf(page.locator('#chat .from-customer'))).toContain(attack);
    expect(await page.locator('main img, #chat img, .inbox img, body script').count()).toBe(0);
    await page.goto(`${server.url}/#/tickets/${encodeURIComponent(`${id}"><script>`)}`);
    await page
      .locator('#ticket-problem')
      .getByText('is not')
      .or(page.getByText('path id'))
      .waitFor();
    expect(await page.title()).toBe(title);
    // The browser reports the refused address as a failed load; nothing else may have happened.
    expect(complaints.splice(0).filter((one) => !one.includes('400'))).toEqual([]);
  });

  it('can be used by keyboard alone', async () => {
    await openTicket({ subject: 'Keyboard one', body: question });
    const page = await openDesk();
    await row(page, 'Keyboard one').waitFor();
    const focused = page.locator(':focus');
    await page.keyboard.press('Tab');
    expect(await textOf(focused)).toBe('Skip to the ticket');
    await page.keyboard.press('Tab');
    expect(await focused.getAttribute('id')).toBe('chat-toggle');
    await page.keyboard.press('Tab');
    await page.keyboard.type('keyboard');
    await page.getByText('Keyboard one').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await textOf(focused)).toContain('Keyboard one');
    await page.keyboard.press('Enter');
    await page.locator('#ticket-title:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#timeline').isVisible()).toBe(true);
    await page.keyboard.press('ArrowLeft');
    await page.locator('#message').focus();
    await page.keyboard.type('Typed without a mouse');
    await page.keyboard.press('Control+Enter');
    await page.locator('#thread .from-person').getByText('Typed without a mouse').waitFor();
    await page.locator('#chat-message').focus();
    await page.keyboard.press('Escape');
    expect(await page.locator('#chat').isVisible()).toBe(false);
    expect(await focused.getAttribute('id')).toBe('chat-toggle');
  });

  it.each([['light'], ['dark']] as const)('is readable and fits, %s', async (colorScheme) => {
    const source = readFileSync(new URL('contrast-probe.js', import.meta.url), 'utf8');
    const probe = `(() => { ${source.replace('export function', 'function')} return lowContrasts(); })()`;
    const overflow = `(({ scrollWidth, clientWidth, scrollTop }) =>
      scrollWidth - clientWidth + scrollTop)(document.scrollingElement)`;
    const page = await openDesk({ colorScheme, viewport: { width: 380, height: 760 } });
    await page.getByRole('button', { name: 'Ask as a customer' }).click();
    await askOnPage(page, question);
    await page.locator('#chat .receipt summary').first().click();
    expect(await page.evaluate(probe)).toEqual([]);
    await page.getByRole('button', { name: 'Talk to a person' }).click();
    await page.locator('#chat .from-agent').nth(1).waitFor();
    await page.getByRole('link', { name: 'See it from the desk’s side' }).click();
    await page.locator('.handoff').waitFor();
    expect(await page.locator('#chat').isVisible()).toBe(false);
    expect(await page.evaluate(probe)).toEqual([]);
    expect(await page.evaluate(overflow)).toBe(0);
    const wide = await page
      .locator('#ticket *')
      .evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().right > 381).map((one) => one.className),
      );
    expect(wide).toEqual([]);
    await page.getByRole('link', { name: 'All tickets' }).click();
    await page.locator('.row').first().waitFor();
    expect(await page.evaluate(probe)).toEqual([]);
    expect(await page.evaluate(overflow)).toBe(0);
    await page.locator('.row').last().focus();
    expect((await page.getByRole('searchbox').boundingBox())?.y).toBeGreaterThan(0);
    const { url = '', text = '' } = desk.content.articles[0] ?? {};
    await page.goto(`${server.url}${url}?quote=${encodeURIComponent(text.slice(0, 500))}`);
    expect(await page.evaluate(probe)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
  });
});
