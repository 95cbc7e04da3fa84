// The workbench as a person sees and uses it: words on the screen, keys, the mouse.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromiumPath } from './stage.mjs';

// Playwright stands in the editors' prefix, which only NODE_PATH names.
const { chromium } = createRequire(import.meta.url)('playwright-core');

/** One font on every system; no status items that stand there only because a browser shows it. */
const style = `
  .monaco-workbench { font-family: Inter, sans-serif !important; }
  [id="status.host"], [id="status.forwardedPorts"], [id="status.workbench.keyboardLayout"] {
    display: none !important;
  }
`;

/** How long anything may take; a busy machine doubles every time. */
export const patience = 60_000;

export class Workbench {
  static async open(address, screenshots) {
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    });
    const page = await browser.newPage({ viewport: { width: 1120, height: 700 }, deviceScaleFactor: 1.5 });
    page.setDefaultTimeout(patience);
    await page.goto(address);
    await page.waitForSelector('.monaco-editor .view-line span span');
    await page.addStyleTag({ content: style });
    await page.keyboard.press('Control+b'); // the side bar
    return new Workbench(browser, page, screenshots);
  }

  constructor(browser, page, screenshots) {
    this.browser = browser;
    this.page = page;
    this.screenshots = screenshots;
  }

  close() {
    return this.browser.close();
  }

  async screenshot(name) {
    await this.page.mouse.move(5, 5);
    await this.page.waitForTimeout(400);
    await this.page.screenshot({ path: join(this.screenshots, `vscode-${name}.png`) });
  }

  /** A screenshot of what stands under the mouse, which therefore stays where it is. */
  screenshotUnderMouse(name) {
    return this.page.screenshot({ path: join(this.screenshots, `vscode-${name}.png`) });
  }

  /** Waits until one of the elements shows these words. */
  sees(selector, words) {
    return this.page.waitForFunction(...showing(selector, words, true));
  }

  /** Waits until none of the elements shows these words. */
  noLongerSees(selector, words) {
    return this.page.waitForFunction(...showing(selector, words, false));
  }

  seesInCode(text) {
    return this.sees('.editor-instance .view-lines', text);
  }

  noLongerSeesInCode(text) {
    return this.noLongerSees('.editor-instance .view-lines', text);
  }

  /** The first place in the code that shows this word. */
  word(text) {
    return this.page.locator('.view-line span span', { hasText: new RegExp(`^\\s*${text}$`) }).first();
  }

  /** Runs a command by its full name, as the palette shows it. */
  async palette(command) {
    await this.page.keyboard.press('F1');
    await this.page.waitForSelector('.quick-input-widget input', { state: 'visible' });
    await this.page.keyboard.type(command, { delay: 10 });
    await this.pick(command);
  }

  /** Opens a file of the folder from the side bar, which is hidden otherwise. */
  async open(file) {
    await this.page.keyboard.press('Control+b');
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
    await this.page.waitForSelector(`.tab.active[data-resource-name="${file}"]`);
    await this.page.keyboard.press('Control+b');
  }

  /** Puts the keys into the code, wherever they were. */
  focusCode() {
    return this.page.locator('.editor-instance .view-lines').first().click();
  }

  /** Shows what is below a problem in the Problems view. */
  async unfoldProblem(message) {
    const row = this.page.locator('.markers-panel-container .monaco-list-row', { hasText: message }).first();
    await row.click();
    await this.page.keyboard.press('ArrowRight');
  }

  /** Puts the cursor on a line, which VS Code then shows in the middle. */
  async goTo(line, column = 1) {
    await this.page.keyboard.press('Control+g');
    await this.page.waitForSelector('.quick-input-widget input', { state: 'visible' });
    await this.page.keyboard.type(`${line}:${column}`, { delay: 10 });
    await this.page.keyboard.press('Enter');
  }

  /** Chooses the row with exactly this label. */
  async pick(label) {
    const named = { has: this.page.getByText(label, { exact: true }) };
    await this.page.locator('.quick-input-list .monaco-list-row', named).first().click();
  }

  /** Turns the wheel over the hover until its end is in sight. */
  async scrollHover() {
    await this.page.locator('.monaco-hover').first().hover();
    for (let turn = 0; turn < 8; turn += 1) {
      await this.page.mouse.wheel(0, 120);
      await this.page.waitForTimeout(80);
    }
    await this.page.waitForTimeout(400);
  }

  /** Opens the code actions at the cursor, and waits for the one with this title. */
  async openActions(title) {
    await this.page.keyboard.press('Control+.');
    await this.#action(title).waitFor();
  }

  /** Takes one of the code actions that are open. */
  takeAction(title) {
    return this.#action(title).click();
  }

  #action(title) {
    return this.page.locator('.action-widget .monaco-list-row', { hasText: title });
  }

  status(text) {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  async notification(text) {
    await this.page.locator('.notification-toast', { hasText: text }).first().waitFor();
  }

  /** Unfolds the newest notification, of which VS Code shows one line at first. */
  async expandNotification() {
    const toast = this.page.locator('.notification-toast').first();
    await toast.hover();
    await toast.locator('.codicon-notifications-expand').click();
  }

  async clearNotifications() {
    await this.palette('Notifications: Clear All Notifications');
    await this.notificationsGone();
  }

  notificationsGone() {
    return this.page.locator('.notification-toast').first().waitFor({ state: 'detached' });
  }

  /** Waits for words in a rendered Markdown preview. */
  async previewShows(text) {
    const outer = await (await this.page.waitForSelector('iframe.webview.ready')).contentFrame();
    const inner = await (await outer.waitForSelector('iframe#active-frame', { state: 'attached' })).contentFrame();
    await inner.waitForSelector(`text=${text}`);
  }
}

/** A question to the page, and its arguments. The editor shows spaces as U+00A0. */
function showing(selector, words, wanted) {
  const question = ([selector, words, wanted]) => {
    const shows = (element) => element.textContent.replaceAll('\u00a0', ' ').includes(words);
    return [...document.querySelectorAll(selector)].some(shows) === wanted;
  };
  return [question, [selector, words, wanted]];
}
