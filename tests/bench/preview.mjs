/*
 * How long after a save a browser is told to load the page again, and how
 * long until it has the page.
 *
 *   node tests/bench/preview.mjs SITE [-r ROUNDS] [--calm] [--chromium]
 *
 * SITE is a folder that tests/bench/corpus.sh made. A page is saved over and
 * over, by writing it and by renaming it into place; each time a listener
 * waits for the news and then asks for the page, which must hold the new
 * words. With --calm each save waits until the preview is at rest; otherwise
 * saves come while it is still reading the whole site again. With --chromium
 * a tab of a real browser is timed instead, until the new words stand in it,
 * which it looks for once a frame. Prints
 * milliseconds: the median, the ninth of ten, the slowest.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startChromium } from '../browser/chromium.mjs';
import { startPreview, sleep, stateOf } from '../serve/preview.mjs';

const [site, ...rest] = process.argv.slice(2);
const rounds = Number(rest[rest.indexOf('-r') + 1] || 0) || 20;
const isCalm = rest.includes('--calm');
const isReal = rest.includes('--chromium');
const file = path.join(site, 'content/plan-050/area-00050.md');
const where = '/plan-050/area-00050/';
const original = readFileSync(file, 'utf8');
const told = [], shown = [];

function print(name, times) {
	const sorted = [...times].sort((a, b) => a - b);
	const at = (share) => sorted[Math.min(sorted.length - 1,
		Math.floor(sorted.length * share))].toFixed(1).padStart(8);

	console.log(`${name.padEnd(40)}${at(0.5)}${at(0.9)}${at(1)}`);
}

async function atRest(preview) {
	for (let quiet = 0; quiet < 10;) {
		await sleep(100);
		quiet = preview.workers().length === 1 ? quiet + 1 : 0;
	}
}

const start = performance.now();
const preview = await startPreview(path.resolve(site));

await preview.get(where);
const first = performance.now() - start;

/* By writing it, and by renaming it into place. */
function save(round, words) {
	if (round % 2) {
		writeFileSync(`${file}.new~`, `${original}\n${words}\n`);
		renameSync(`${file}.new~`, file);
	} else {
		writeFileSync(file, `${original}\n${words}\n`);
	}
}

async function timeListener(round, words) {
	const page = await preview.get(where);
	const news = preview.listen(where, stateOf(page.text));

	await preview.until(() => news.text.includes('retry'), 'it listens');
	const saved = performance.now();

	save(round, words);
	while (!news.events.includes('reload'))
		await new Promise(setImmediate);
	told.push(performance.now() - saved);
	if (!(await preview.get(where)).text.includes(words))
		throw new Error(`the page does not hold what was saved: ${words}`);
	shown.push(performance.now() - saved);
	await news.stop();
}

async function timeTab(tab, round, words) {
	const saved = performance.now();

	save(round, words);
	await tab.getByText(words).waitFor({ state: 'attached' });
	shown.push(performance.now() - saved);
}

await atRest(preview);
const chromium = isReal ? await startChromium() : null;
const tab = await chromium?.newPage();

await tab?.goto(preview.url + where);
for (let round = 0; round < rounds; round++) {
	const words = `Saved for the ${round}th time.`;

	await (tab ? timeTab(tab, round, words) : timeListener(round, words));
	await (isCalm ? atRest(preview) : sleep(150));
}
await chromium?.close();
writeFileSync(file, original);
await atRest(preview);
console.log(`first page ${(first / 1000).toFixed(1)} s after the start; ` +
	`memory in MB: ${JSON.stringify(preview.memory(), (key, value) =>
		typeof value === 'number' ? Math.round(value / 1024) : value)}`);
console.log(`${'milliseconds after a save'.padEnd(40)}  median   9 of 10   ` +
	'slowest');
if (!isReal)
	print(`the browser is told (${rounds} saves)`, told);
print(isReal ? `Chromium shows the new words (${rounds} saves)`
	: 'and has the new page', shown);
await preview.stop();
