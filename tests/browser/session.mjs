/** One visit to the page, watched: what it logs, what its policy refused, what it asks of the network. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

const PATIENCE = 15_000;

export class Session {
  #browser;
  #address;
  #context = null;
  #loaded = false;
  #received;
  /** What happened that no page should do; tests that provoke something empty these. */
  errors = [];
  violations = [];
  requests = [];
  page = null;

  /** `received` fills with the addresses that the server was asked for. */
  constructor(browser, address, received) {
    this.#browser = browser;
    this.#address = address;
    this.#received = received;
  }

  /**
   * Opens the page and waits until the engine is there. `worker` is put before the worker's own script:
   * it may listen to messages, and change what is answered with `answers((reply) => reply)`.
   */
  async open({ width = 1440, height = 900, scheme = 'light', worker = null, before = null, ...options } = {}) {
    this.#context = await this.#browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    const page = await this.#context.newPage();
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('request', (request) => {
      if (this.#loaded && !request.url().startsWith('blob:')) this.requests.push(request.url());
    });
    // What the policy stopped is announced too, and then said to have failed before it was sent.
    page.on('requestfailed', (request) => {
      const at = this.requests.indexOf(request.url());
      if (request.failure()?.errorText === 'csp' && at >= 0) this.requests.splice(at, 1);
    });
    await page.exposeFunction('refused', (violation) => this.violations.push(violation));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        globalThis.refused(`${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
    if (before !== null) await page.addInitScript(before);
    if (worker !== null) await this.#wrapWorker(worker);
    await page.goto(this.#address);
    await page.locator('.status .said').filter({ hasText: 'Ready' }).waitFor();
    this.#loaded = true;
    this.#received.length = 0;
    return page;
  }

  async #wrapWorker(script) {
    const wrapped = `{
      const post = self.postMessage.bind(self);
      let change = (reply) => reply;
      const answers = (how) => { change = how; };
      self.postMessage = (reply) => { post(change(reply)); };
      ${script}
    }\n`;
    await this.page.route('**/assets/worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: wrapped + (await response.text()) });
    });
  }

  /** Nothing was logged, refused or sent. */
  async check() {
    if (this.page === null) return;
    assert.deepEqual(this.errors, [], 'the console stayed quiet');
    assert.deepEqual(this.violations, [], 'the policy refused nothing');
    await this.nothingSent();
  }

  /** Neither the browser nor the server knows of a request after loading. */
  async nothingSent() {
    await this.until(() => this.requests.length === 0, `the browser takes back ${this.requests.join(', ')}`);
    assert.deepEqual(this.#received, [], 'no request reached the server after loading');
  }

  async close() {
    await this.#context?.close();
  }

  shot(name) {
    const path = fileURLToPath(new URL(`shots/${name}.png`, import.meta.url));
    return this.page.screenshot({ path });
  }

  /** Puts a text into the editor as the clipboard would. */
  async paste(text) {
    await this.page.locator('.cm-content').evaluate((content, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      content.focus();
      content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Drops files or folders of this machine, as the system's own drag does. */
  async drop(...files) {
    const session = await this.#context.newCDPSession(this.page);
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) {
      await session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
    }
    await session.detach();
  }

  async sample(title) {
    await this.page.locator('.menu > summary').click();
    await this.page.locator('.menu').getByRole('button', { name: title }).click();
    await this.reviewed();
  }

  /** Waits until a review has answered for what is open. */
  async reviewed() {
    await this.page.locator('footer.status.done').waitFor();
  }

  async view(name) {
    await this.page.locator(`#tab-${name}`).click();
  }

  /** Asks until the answer is yes: functions in the page would need eval, which the policy refuses. */
  async until(ask, what) {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      if (await ask()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.fail(`waited in vain until ${what}`);
  }

  /** The whole text in the editor. */
  text() {
    return this.page.locator('.cm-content').evaluate((content) => content.cmTile?.view?.state.doc.toString() ?? content.cmView?.view?.state.doc.toString() ?? content.innerText);
  }

  /** Number of the line that the cursor is in. */
  async line() {
    return Number(await this.page.locator('.cm-lineNumbers .cm-activeLineGutter').innerText());
  }

  findings() {
    return this.page.locator('.row');
  }
}
