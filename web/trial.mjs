import { serve } from './scripts/serve.mjs';
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const [file, shot='a', width='1440', scheme='light', view='Findings'] = process.argv.slice(2);
const server = await serve(0).catch((e)=>{console.error(e);process.exit(1)});
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const page = await (await browser.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: scheme })).newPage();
page.on('console', m => console.log('console', m.type(), m.text()));
page.on('pageerror', e => console.log('pageerror', e.message));
await page.goto(server.address ?? server.url ?? server);
await page.waitForSelector('text=Open files');
const text = readFileSync(file, 'utf8');
await page.waitForTimeout(1500);
const began = Date.now();
await page.evaluate(([name, text]) => {
  const t = new DataTransfer(); t.items.add(new File([text], name));
  dispatchEvent(new DragEvent('drop', { dataTransfer: t, bubbles: true, cancelable: true }));
}, [file.split('/').pop(), text]);
await page.waitForSelector('.status.done', { timeout: 60000 });
console.log('drop to findings', Date.now() - began, 'ms');
console.log(await page.locator('.status').innerText());
if (view !== 'Findings') await page.getByRole('tab', { name: view }).click();
else { await page.locator('.finding .row').first().click(); }
await page.waitForTimeout(400);
await page.screenshot({ path: `/tmp/shots/${shot}.png` });
if (view === 'Findings' && Number(width) > 1000) {
  // typing: the longest main-thread gap while typing 120 characters
  await page.evaluate(() => { globalThis.gaps=[]; let last=performance.now(); const f=()=>{const n=performance.now(); globalThis.gaps.push(n-last); last=n; requestAnimationFrame(f)}; requestAnimationFrame(f); globalThis.long=[]; new PerformanceObserver(l=>{for(const e of l.getEntries()) globalThis.long.push(e.duration)}).observe({entryTypes:['longtask']}); });
  await page.locator('.cm-content').click({position:{x:200,y:200}});
  await page.keyboard.press('End'); await page.keyboard.press('Enter');
  const lat=[];
  for (const c of '# this is a comment that is typed while the review runs behind it, letter by letter and without a break at all') {
    const a=performance.now(); await page.keyboard.press(c===' '?'Space':c); lat.push(performance.now()-a); await page.waitForTimeout(25);
  }
  await page.waitForTimeout(2500);
  const r=await page.evaluate(()=>({max:Math.max(...globalThis.gaps.slice(5)), long: globalThis.long}));
  lat.sort((a,b)=>a-b); console.log('typing', {p50:lat[lat.length>>1], p95:lat[Math.floor(lat.length*.95)], max:lat.at(-1), frameMax:r.max, longtasks:r.long.map(Math.round)});
}
await browser.close(); process.exit(0);
