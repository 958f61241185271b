import assert from 'node:assert/strict';

const TABLE = 'CREATE TABLE visits (pet_id bigint);\n';

/** Gives the first finding a fix with two edits, as a rule would. */
const FIX = `
  let text = '';
  self.addEventListener('message', ({ data }) => {
    for (const file of data.set ?? []) text = file.text;
  });
  answers((reply) => {
    const at = text.indexOf('pet_id bigint');
    if (reply.type !== 'reviewed' || at < 0) return reply;
    const line = text.slice(0, at).split('\\n').length;
    const column = at - text.lastIndexOf('\\n', at - 1);
    const place = { line, column, offset: at };
    const end = { line, column: column + 'pet_id'.length, offset: at + 6 };
    const finding = reply.report.findings[0];
    finding.fix.edits = [
      { path: finding.path, range: { start: place, end: place }, text: 'id bigint PRIMARY KEY, ' },
      { path: finding.path, range: { start: place, end }, text: 'patient_id' },
    ];
    return reply;
  });
`;

export default {
  async 'a fix is applied and taken back in one step'(session) {
    const page = await session.open({ worker: FIX });
    await session.paste(TABLE);
    await page.locator('.row', { hasText: 'visits' }).first().click();
    assert.equal(await page.locator('.diff .come').first().isVisible(), true);
    await session.shot('fix');
    await page.getByRole('button', { name: 'Apply fix' }).click();
    const fixed = 'CREATE TABLE visits (id bigint PRIMARY KEY, patient_id bigint);\n';
    await session.until(async () => (await session.text()) === fixed, 'the fix is applied');
    await page.locator('.row', { hasText: 'has no primary key' }).waitFor({ state: 'detached' });
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+z');
    assert.equal(await session.text(), TABLE);
    await page.locator('.row', { hasText: 'has no primary key' }).waitFor();
  },

  async 'typing does not wait for a review, and a long one is shown'(session) {
    const page = await session.open({
      // The first review never comes back; one of the text with pets does.
      worker: `
        let answered = false;
        self.addEventListener('message', ({ data }) => {
          answered ||= (data.set ?? []).some(({ text }) => text.includes('pets'));
        });
        answers((reply) => (reply.type === 'reviewed' && !answered ? { type: 'ready' } : reply));
      `,
    });
    await session.paste(TABLE);
    await page.locator('footer.status.busy').waitFor();
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('CREATE TABLE pets (name text);');
    assert.match(await session.text(), /CREATE TABLE pets \(name text\);$/);
    await page.locator('.row', { hasText: 'pets' }).first().waitFor();
  },

  async 'five megabytes are pasted and typed into'(session) {
    const page = await session.open();
    const row = `INSERT INTO pets (id, name) VALUES (1, '${'x'.repeat(80)}');\n`;
    await session.paste(TABLE + row.repeat(Math.ceil((5 * 1024 * 1024) / row.length)));
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('-- typed at once\n');
    assert.equal(await page.locator('.cm-line').first().innerText(), '-- typed at once');
    await page.locator('.row', { hasText: 'visits' }).first().waitFor();
  },

  async 'an engine that dies is started again and the text stays'(session) {
    const page = await session.open({
      worker: `
        self.addEventListener('message', ({ data }) => {
          if (!(data.set ?? []).some(({ text }) => text.includes('BOOM'))) return;
          answers(() => ({ type: 'ready' }));
          setTimeout(() => { throw new Error('unreachable executed'); });
        });
      `,
    });
    await session.paste(`${TABLE}-- BOOM\n`);
    await page.locator('.trouble', { hasText: 'started again' }).waitFor();
    assert.match(await session.text(), /BOOM/);
    session.errors = [];
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(TABLE);
    await page.locator('.row', { hasText: 'visits' }).first().waitFor();
    assert.equal(await page.locator('.trouble').count(), 0);
  },
};
