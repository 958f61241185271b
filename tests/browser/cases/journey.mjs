import assert from 'node:assert/strict';

const TABLE = 'CREATE TABLE visits (\n  pet_id bigint NOT NULL,\n  starts_at timestamptz NOT NULL\n);\n';

export default {
  async 'the first page says what it is and that nothing is sent'(session) {
    const page = await session.open();
    await page.getByText('Nothing leaves this page.', { exact: false }).last().waitFor();
    assert.equal(await page.locator('.samples button').count(), 4);
    await session.shot('intro');
  },

  async 'a text without a name is pasted and reviewed'(session) {
    const page = await session.open();
    await session.paste(TABLE);
    await page.locator('.row', { hasText: 'visits' }).first().waitFor();
    assert.match(await page.locator('.status .said').innerText(), /finding/);
    await session.view('files');
    assert.match(await page.locator('.handed-in').first().innerText(), /SQL/);
  },

  async 'a finding shows its line, its mark, its reason and its steps'(session) {
    const page = await session.open();
    await session.paste(`-- the clinic\n\n${TABLE}`);
    const row = page.locator('.row', { hasText: 'visits' }).first();
    await row.click();
    assert.equal(await session.line(), 3);
    assert.equal(await row.getAttribute('aria-expanded'), 'true');
    await page.locator('.finding.open .why').waitFor();
    assert.ok((await page.locator('.finding.open .steps li').count()) > 0);
    assert.ok((await page.locator('.cm-content .mark').count()) > 0);
    assert.ok((await page.locator('.cm-gutters .sign').count()) > 0);
    await session.shot('finding');
  },

  async 'hovering over a mark tells the finding'(session) {
    const page = await session.open();
    await session.paste(TABLE);
    await page.locator('.cm-content .mark').first().hover();
    const card = page.locator('.card');
    await card.waitFor();
    assert.match(await card.innerText(), /visits/);
  },

  async 'a corrected text loses its finding'(session) {
    const page = await session.open();
    await session.paste(TABLE);
    const row = page.locator('.row', { hasText: 'has no primary key' });
    await row.waitFor();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('CREATE TABLE visits (id bigint PRIMARY KEY);');
    await row.waitFor({ state: 'detached' });
  },

  async 'each example has findings, a scorecard and an outline'(session) {
    const page = await session.open();
    for (const title of ['API contract', 'SQL schema', 'Express service', 'All three together']) {
      await session.sample(title);
      await session.until(async () => (await session.findings().count()) > 0, `${title} has findings`);
    }
    await session.view('scorecard');
    assert.match(await page.locator('.coverage .statement').innerText(), /^\d+ of \d+ questions could be judged/);
    assert.ok((await page.locator('.item').count()) > 100);
    await session.shot('scorecard');
    await session.view('outline');
    assert.equal(await page.locator('.prose > section').count(), 12);
    await session.shot('outline');
  },

  async 'the list is filtered by severity and by area'(session) {
    const page = await session.open();
    await session.sample('All three together');
    await session.until(async () => (await session.findings().count()) > 1, 'there are findings');
    const all = await session.findings().count();
    const chip = page.locator('.toolbar .chip').first();
    const counted = Number(await chip.locator('.count').innerText());
    await chip.click();
    assert.equal(await session.findings().count(), counted);
    await chip.click();
    assert.equal(await session.findings().count(), all);
    const areas = page.getByRole('combobox', { name: 'Area' });
    await areas.selectOption({ index: 1 });
    assert.ok((await session.findings().count()) <= all);
  },

  async 'every term of the score is shown'(session) {
    const page = await session.open();
    await session.sample('All three together');
    await session.view('scorecard');
    await page.locator('.sum > summary').click();
    const area = page.locator('.sum details').first();
    await area.locator('summary').click();
    assert.ok((await area.locator('.terms tbody tr').count()) >= 2);
    assert.match(await page.locator('.formula').innerText(), /÷ \d+ = /);
  },

  async 'finding, outline and report are taken away'(session) {
    const page = await session.open();
    await session.paste(TABLE);
    await session.findings().first().click();
    await page.locator('.actions').getByRole('button', { name: 'Copy' }).click();
    await page.locator('.notice', { hasText: 'Copied' }).waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^## .+\n/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save report' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'archwright-report.json');
    await session.view('outline');
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await session.until(
      async () => /^## Executive Summary/.test(await page.evaluate(() => navigator.clipboard.readText())),
      'the outline is on the clipboard',
    );
  },

  async 'colours are kept for the next visit'(session) {
    const page = await session.open();
    await page.getByRole('button', { name: /^Colours/ }).click();
    assert.equal(await page.locator('.app').getAttribute('data-theme'), 'dark');
    assert.equal(await page.evaluate(() => localStorage.getItem('archwright.theme')), 'dark');
  },

  async 'the page works where storage is refused'(session) {
    const page = await session.open({
      before: () => {
        Object.defineProperty(globalThis, 'localStorage', {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      },
    });
    await page.getByRole('button', { name: /^Colours/ }).click();
    assert.equal(await page.locator('.app').getAttribute('data-theme'), 'dark');
    await session.paste(TABLE);
    await session.findings().first().waitFor();
  },
};
