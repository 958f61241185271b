import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../web/package.json', import.meta.url));
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const VIEWS = ['findings', 'scorecard', 'outline', 'files'];

async function axe(session, state) {
  const found = await session.page.evaluate(async (source) => {
    if (globalThis.axe === undefined) (0, eval)(source);
    const { violations } = await globalThis.axe.run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')} ${failureSummary}`),
    );
  }, AXE);
  assert.deepEqual(found, [], `axe finds nothing in ${state}`);
}

export default {
  ...Object.fromEntries(
    ['light', 'dark'].map((scheme) => [
      `axe finds nothing in any view, ${scheme}`,
      async (session) => {
        const page = await session.open({ scheme, bypassCSP: true });
        await axe(session, 'the first page');
        await session.sample('All three together');
        await session.findings().first().waitFor();
        await session.findings().first().click();
        for (const view of VIEWS) {
          await session.view(view);
          if (view === 'scorecard') await page.locator('.item summary').first().click();
          await axe(session, view);
        }
        await page.getByRole('button', { name: 'Help and shortcuts' }).click();
        await axe(session, 'the help');
      },
    ]),
  ),

  async 'everything is done with the keyboard'(session) {
    const page = await session.open();
    const focused = () => page.locator('archwright-review').evaluate((element) => element.shadowRoot.activeElement?.className ?? '');
    await session.until(async () => {
      await page.keyboard.press('Tab');
      return (await focused()).includes('cm-content');
    }, 'Tab reaches the text');
    await page.keyboard.type('CREATE TABLE visits (pet_id bigint);');
    await session.findings().first().waitFor();
    await page.keyboard.press('F8');
    assert.equal(await page.locator('.finding.open').count(), 1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.doesNotMatch(await focused(), /cm-content/);
    await page.keyboard.press('Alt+2');
    assert.equal(await page.locator('#tab-scorecard').getAttribute('aria-selected'), 'true');
    await page.keyboard.press('?');
    assert.equal(await page.locator('dialog.help').isVisible(), true);
    await session.shot('help');
    await page.keyboard.press('Escape');
    await session.until(async () => !(await page.locator('dialog.help').isVisible()), 'the help is closed');
    await page.locator('#tab-scorecard').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.locator('#tab-outline').getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Alt+1');
    await session.findings().first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.equal(await session.line(), 1);
    await page.keyboard.press('Control+Enter');
    await session.reviewed();
  },

  async 'what was found is read out'(session) {
    const page = await session.open();
    await session.paste('CREATE TABLE visits (pet_id bigint);');
    await page.getByRole('status').filter({ hasText: /finding.*(critical|high|medium)/ }).waitFor();
  },

  async 'nothing is cut off at 320 pixels'(session) {
    const page = await session.open({ width: 320, height: 640 });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(await overflow(), 0);
    await page.locator('.samples button').last().click();
    await session.findings().first().click();
    for (const view of [...VIEWS, 'code']) {
      await session.view(view);
      assert.equal(await overflow(), 0, view);
      const wide = await page.locator('.panel').evaluate((panel) => panel.scrollWidth - panel.clientWidth);
      assert.equal(wide, 0, `${view} scrolls sideways`);
      await session.shot(`narrow-${view}`);
    }
    await session.view('findings');
    await page.getByRole('button', { name: 'Go to the line' }).click();
    assert.equal(await page.locator('#text').isVisible(), true);
    assert.equal(await page.locator('.cm-content .mark').first().isVisible(), true);
  },

  async 'it holds in forced colours and without motion'(session) {
    const page = await session.open({ forcedColors: 'active', reducedMotion: 'reduce' });
    await session.sample('SQL schema');
    await session.findings().first().click();
    await session.shot('forced-colours');
    assert.equal(await page.locator('.finding.open').count(), 1);
  },
};
