import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files in a folder of their own, for as long as the test runs. */
async function folder(files, use) {
  const root = mkdtempSync(join(tmpdir(), 'archwright-'));
  try {
    for (const [path, contents] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), contents);
    }
    await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const TABLE = 'CREATE TABLE visits (pet_id bigint);\n';

export default {
  async 'files are dropped and reviewed'(session) {
    await folder({ 'a.sql': TABLE, 'b.sql': 'CREATE TABLE pets (name text);\n' }, async (root) => {
      const page = await session.open();
      await session.drop(join(root, 'a.sql'), join(root, 'b.sql'));
      await page.locator('.tab', { hasText: 'b.sql' }).waitFor();
      await page.locator('.row', { hasText: 'pets' }).first().click();
      assert.match(await page.locator('.tab.active').innerText(), /b\.sql/);
    });
  },

  async 'a folder is dropped without what nobody wrote by hand'(session) {
    await folder(
      { 'shop/db/schema.sql': TABLE, 'shop/node_modules/x/index.js': 'x', 'shop/src/a.js': 'let a;' },
      async (root) => {
        const page = await session.open();
        await session.drop(join(root, 'shop'));
        await page.getByRole('button', { name: 'Close shop/db/schema.sql' }).waitFor();
        await page.locator('.notice', { hasText: 'node_modules' }).waitFor();
        assert.deepEqual(await page.locator('.tab .path').allInnerTexts(), ['schema.sql', 'a.js']);
      },
    );
  },

  async 'a UTF-16 file is read, and its places are right'(session) {
    const text = Buffer.from(`\ufeff-- Grüße\r\n\r\n${TABLE}`, 'utf16le');
    await folder({ 'wide.sql': text }, async (root) => {
      const page = await session.open();
      await session.drop(join(root, 'wide.sql'));
      await page.locator('.row', { hasText: 'visits' }).first().click();
      assert.equal(await session.line(), 3);
      await session.view('files');
      await page.locator('.notes', { hasText: 'UTF-16' }).waitFor();
    });
  },

  async 'binary and empty files are answered with a note'(session) {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 73) % 256));
    await folder({ 'picture.png': bytes, 'empty.sql': '', 'good.sql': TABLE }, async (root) => {
      const page = await session.open();
      await session.drop(...['picture.png', 'empty.sql', 'good.sql'].map((name) => join(root, name)));
      await page.locator('.row', { hasText: 'visits' }).first().waitFor();
      await session.view('files');
      const entry = page.locator('.handed-in > li', { hasText: 'picture.png' });
      assert.match(await entry.innerText(), /not read/i);
      assert.match(await page.locator('.handed-in > li', { hasText: 'empty.sql' }).innerText(), /empty/i);
      await session.shot('bad-input');
    });
  },

  async 'a file that cannot be read is told of before anything else'(session) {
    await folder({ 'picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0xff]) }, async (root) => {
      const page = await session.open();
      await session.drop(join(root, 'picture.png'));
      await page.getByRole('heading', { name: 'Nothing could be reviewed.' }).waitFor();
      assert.match(await page.locator('.panel').innerText(), /picture\.png/);
    });
  },

  async 'files are added, renamed, closed and brought back'(session) {
    const page = await session.open();
    await session.paste(TABLE);
    await page.getByRole('button', { name: 'Add an empty file' }).click();
    assert.equal(await page.locator('.tab').count(), 2);
    await page.keyboard.insertText('CREATE TABLE pets (name text);');
    await page.locator('.row', { hasText: 'pets' }).first().waitFor();
    await page.locator('.tab .name').first().click();
    await page.keyboard.press('F2');
    await page.locator('.rename').fill('db/visits.sql');
    await page.keyboard.press('Enter');
    await page.locator('.row', { hasText: 'db/visits.sql' }).first().waitFor();
    assert.equal(await page.locator('.tab .path').first().innerText(), 'visits.sql');
    await page.getByRole('button', { name: 'Close db/visits.sql' }).click();
    await page.locator('.row', { hasText: 'visits' }).first().waitFor({ state: 'detached' });
    await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
    await page.locator('.row', { hasText: 'db/visits.sql' }).first().waitFor();
    assert.match(await session.text(), /pet_id bigint/);
  },

  async 'a person says what a file is'(session) {
    const page = await session.open();
    await session.paste('visits: none\n');
    await session.reviewed();
    await session.view('files');
    await page.getByRole('combobox', { name: /^Kind of/ }).selectOption('sql');
    await page.locator('.handed-in', { hasText: 'chosen' }).waitFor();
  },
};
