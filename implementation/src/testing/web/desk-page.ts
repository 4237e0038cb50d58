import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/**
 * The desk's page in a fresh browser profile, once it is live.
 *
 * @param complaints Whatever the browser complains about is added to these.
 */
export async function openDeskPage(
  browser: Browser,
  url: string,
  complaints: string[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

/** Asks as a customer, and waits until the agent has said something. */
export async function askOnPage(page: Page, text: string): Promise<void> {
  const answered = await page.locator('#chat .from-agent').count();
  await page.getByLabel('Your question').fill(text);
  await page.keyboard.press('Enter');
  await page.locator('#chat .from-agent').nth(answered).waitFor();
}
