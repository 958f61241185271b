import assert from 'node:assert/strict';

const IMG = '<img src=x onerror=alert(1)>';
const SCRIPT = '<script>globalThis.broken = true</script>';

/** Nothing of what was pasted became an element. */
async function isText(session) {
  const found = await session.page.locator('archwright-review').evaluate((element) => ({
    images: element.shadowRoot.querySelectorAll('img, script, iframe').length,
    broken: globalThis.broken === true,
  }));
  assert.deepEqual(found, { images: 0, broken: false });
}

/** Puts a hostile text into every field of a report that people see. */
const HOSTILE = `
  const bad = ${JSON.stringify(`${SCRIPT}${IMG} **bold** \`code\``)};
  answers((reply) => {
    if (reply.type !== 'reviewed') return reply;
    const { report } = reply;
    const first = report.findings[0];
    if (first) {
      Object.assign(first, { title: bad, message: bad, why: bad });
      first.related = [{ path: first.path, range: first.range, message: bad }];
      Object.assign(first.fix, { title: bad, steps: [bad], code: { language: bad, text: bad } });
      first.references = { cwe: [bad], owasp: [bad], rfc: [bad], links: ['javascript:alert(1)', 'https://example.com/' + bad] };
    }
    for (const item of report.scorecard.items) Object.assign(item, { title: bad, question: bad, reason: bad });
    for (const file of report.files) file.coverage.notes = [{ text: bad, range: null }];
    for (const section of report.outline.sections) {
      section.title = bad;
      section.markdown = ['# ' + bad, bad, '- ' + bad, '| ' + bad + ' | b |\\n|---|---|\\n| ' + bad + ' | d |', '\`\`\`\\n' + bad + '\\n\`\`\`', '[link](javascript:alert(1))'].join('\\n\\n');
    }
    return reply;
  });
`;

export default {
  async 'markup in names, comments and descriptions is shown as text'(session) {
    const page = await session.open();
    page.on('dialog', () => session.errors.push('a dialogue was opened'));
    await session.paste(`CREATE TABLE "${IMG}" (\n  "${SCRIPT}" float -- ${IMG}\n);\n`);
    await session.findings().first().waitFor();
    assert.match(await page.locator('.panel').innerText(), /<img src=x/);
    await page.keyboard.press('F2');
    await page.locator('.rename').fill(`${IMG}.sql`);
    await page.keyboard.press('Enter');
    await page.locator('.row', { hasText: `${IMG}.sql` }).first().waitFor();
    for (const view of ['findings', 'scorecard', 'outline', 'files']) {
      await session.view(view);
      await isText(session);
    }
    await session.sample('API contract');
    await session.view('files');
    await isText(session);
  },

  async 'markup in an API description is shown as text'(session) {
    const page = await session.open();
    await session.paste(
      JSON.stringify({
        openapi: '3.0.3',
        info: { title: `${SCRIPT}${IMG}`, version: '1', description: IMG },
        paths: { [`/${IMG}`]: { get: { summary: IMG, responses: { 200: { description: SCRIPT } } } } },
      }),
    );
    await session.reviewed();
    await session.view('outline');
    assert.match(await page.locator('.prose').innerText(), /<script>|<img/);
    await isText(session);
  },

  async 'whatever a report says is shown as text'(session) {
    const page = await session.open({ worker: HOSTILE });
    await session.paste('CREATE TABLE visits (pet_id bigint);');
    await session.findings().first().click();
    assert.match(await page.locator('.finding.open').innerText(), /<script>/);
    assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
    await isText(session);
    for (const view of ['scorecard', 'outline', 'files']) {
      await session.view(view);
      assert.match(await page.locator('.panel').innerText(), /<img src=x/);
      assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
      await isText(session);
    }
  },

  async 'no request leaves after loading, and the browser refuses those that are tried'(session) {
    const page = await session.open();
    await session.sample('All three together');
    for (const view of ['scorecard', 'outline', 'files', 'findings']) await session.view(view);
    await session.check();
    const elsewhere = new URL('/leak', page.url());
    elsewhere.hostname = 'localhost';
    const tried = await page.evaluate(async (other) => {
      const attempt = (run) => Promise.resolve().then(run).then(() => 'sent', () => 'refused');
      return Promise.all([
        attempt(() => fetch('/')),
        attempt(() => fetch(other, { mode: 'no-cors' })),
        attempt(() => new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = resolve;
          image.onerror = reject;
          image.src = '/pixel.png';
        })),
        attempt(() => (navigator.sendBeacon('/', 'x') ? new Promise((_, reject) => setTimeout(reject, 200)) : Promise.reject())),
      ]);
    }, elsewhere.href);
    assert.deepEqual(tried, ['refused', 'refused', 'refused', 'refused']);
    assert.ok(session.violations.length >= 3);
    await session.nothingSent();
    session.violations = [];
    session.errors = [];
  },

  async 'the worker is bound by the policy too'(session) {
    const page = await session.open({
      worker: `
        self.addEventListener('message', (event) => {
          if (event.data.type !== 'review') return;
          fetch(self.location.origin + '/leak').then(() => 'sent', () => 'refused').then((outcome) => {
            post({ type: 'failed', id: event.data.id, message: 'the request was ' + outcome });
          });
        });
        answers((reply) => (reply.type === 'reviewed' ? { type: 'ready' } : reply));
      `,
    });
    await session.paste('CREATE TABLE visits (pet_id bigint);');
    await page.locator('.trouble', { hasText: 'the request was refused' }).waitFor();
    await session.nothingSent();
    session.violations = [];
    session.errors = [];
  },
};
