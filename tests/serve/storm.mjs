/*
 * A storm: edits, half-saved files, renames, deletions, new folders, broken
 * settings and commits, in an order that a seed decides, while browsers hold
 * pages open. `wanted` holds what each file should say in the end; a step
 * writes that, or something broken that a later step mends.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync,
	statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bare, git, HEADWAY, sleep, stateOf } from './preview.mjs';

/* A tab of a real browser, which follows a page by its script alone. */
class Tab {
	loads = 0;
	complaints = [];

	static async open(browser, preview, where) {
		const tab = new Tab();

		tab.preview = preview;
		tab.where = where;
		tab.page = await browser.newPage();
		tab.page.on('load', () => { tab.loads++; });
		tab.page.on('crash', () => tab.complaints.push('it crashed'));
		tab.page.on('pageerror', (error) =>
			tab.complaints.push(String(error)));
		tab.page.on('console', (line) => {
			/* The page is gone for a while, or there is no site. */
			if (line.type() === 'error' &&
				!/with a status of (404|500)/.test(line.text()))
				tab.complaints.push(line.text());
		});
		await tab.page.goto(preview.url + where);
		return tab;
	}

	/* What the tab shows, and what it would show if it were loaded now. */
	async shown() {
		const { text } = await this.preview.get(this.where);

		return this.page.evaluate(({ html, path }) => {
			const now = new DOMParser().parseFromString(html, 'text/html');
			const stateIn = (page) => page
				.querySelector('script[data-state]')?.dataset.state;
			const wordsIn = (page) => page
				.querySelector('main')?.textContent;

			return location.pathname === path &&
				stateIn(document) === stateIn(now) &&
				wordsIn(document) === wordsIn(now);
		}, { html: text, path: this.where }).catch(() => false);
	}
}

/* mulberry32: the same numbers on every machine. */
function randomFrom(seed) {
	let at = seed;

	return (limit) => {
		at = (at + 0x6d2b79f5) | 0;
		let t = Math.imul(at ^ (at >>> 15), 1 | at);

		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return Math.floor(((t ^ (t >>> 14)) >>> 0) / 4294967296 * limit);
	};
}

const AREA = 'content/plan/area-1.md';
const SETTINGS = 'content/site.yaml';

function note(number, words) {
	return `---\ntitle: Note ${number}\n${number % 3 ? '' : 'draft: true\n'}` +
		`---\n\n## First part\n\n${words}\n\nThe [plan](` +
		'/plan/) says more.\n';
}

class Weather {
	constructor(site, seed) {
		this.site = site;
		this.random = randomFrom(seed);
		this.wanted = new Map();
		this.count = 0;
		for (const name of [AREA, SETTINGS, 'content/index.md'])
			this.wanted.set(name,
				readFileSync(path.join(site, name), 'utf8'));
		for (let i = 0; i < 12; i++)
			this.newNote();
	}

	path(name) {
		return path.join(this.site, name);
	}

	write(name, text = this.wanted.get(name)) {
		mkdirSync(path.dirname(this.path(name)), { recursive: true });
		writeFileSync(this.path(name), text);
	}

	notes() {
		return [...this.wanted.keys()].filter((name) =>
			name.includes('note-'));
	}

	some(list) {
		return list[this.random(list.length)];
	}

	words() {
		return `Words number ${this.random(1000000)} of a **storm**.`;
	}

	newNote() {
		const number = ++this.count;
		const name = `content/note-${number}.md`;

		this.wanted.set(name, note(number, this.words()));
		this.write(name);
	}

	edit() {
		const name = this.some(this.notes());

		this.wanted.set(name, note(Number(/\d+/.exec(name)[0]),
			this.words()));
		this.write(name);
	}

	editArea() {
		this.wanted.set(AREA, this.wanted.get(AREA).replace(
			/What this is about[^]*?\n\n(?=\|)/,
			`What this is about\n\n${this.words()}\n\n`));
		this.write(AREA);
	}

	saveByRename() {
		const name = this.some(this.notes());
		const other = path.join(path.dirname(this.path(name)), '.new');

		writeFileSync(other, this.wanted.get(name));
		renameSync(other, this.path(name));
	}

	break() {
		const name = this.some([...this.wanted.keys()]);
		const text = this.wanted.get(name);

		this.write(name, this.some([text.slice(0, text.length / 2), '',
			`${text}\n<b>`, text.replace('title', 'titel'), '---\n',
			`${text}[x](nowhere.md)\n`, Buffer.from([0xff, 0x00, 0xfe])]));
	}

	mend() {
		this.write(this.some([...this.wanted.keys()]));
	}

	remove() {
		const name = this.some(this.notes());

		if (this.notes().length < 5)
			return;
		this.wanted.delete(name);
		rmSync(this.path(name), { force: true });
	}

	rename() {
		const name = this.some(this.notes());
		const to = `content/note-${++this.count}.md`;

		try {
			renameSync(this.path(name), this.path(to));
		} catch {
			return; /* its folder is away */
		}
		this.wanted.set(to, this.wanted.get(name));
		this.wanted.delete(name);
	}

	/* A folder comes, with its page in it, or goes. */
	folder() {
		const name = `content/folder-${this.random(3)}/index.md`;

		if (this.wanted.has(name)) {
			this.wanted.delete(name);
			rmSync(path.dirname(this.path(name)),
				{ recursive: true, force: true });
		} else {
			this.wanted.set(name,
				`---\ntitle: A folder\n---\n\n${this.words()}\n`);
			this.write(name);
		}
	}

	layout() {
		const name = 'layouts/not-found.mustache';

		if (this.random(2))
			this.write(name, '{{#open}}');
		else
			rmSync(this.path('layouts'), { recursive: true, force: true });
	}

	commit() {
		git(this.site, 'add', 'content/note-*.md');
		git(this.site, 'commit', '-q', '--allow-empty', '-m', 'A step');
	}

	stash() {
		renameSync(this.path('content'), this.path('away'));
		renameSync(this.path('away'), this.path('content'));
	}

	rubbish() {
		const name = this.path(`content/${this.some(['x.tmp', '4913',
			'note-1.md~', '.note-1.md.swp', 'UPPER.md'])}`);

		if (this.random(2))
			writeFileSync(name, 'x');
		else
			rmSync(name, { force: true });
	}

	step() {
		const steps = [['edit', 30], ['editArea', 8], ['saveByRename', 12],
			['break', 12], ['mend', 12], ['newNote', 4], ['remove', 4],
			['rename', 6], ['folder', 4], ['layout', 2], ['commit', 1],
			['stash', 1], ['rubbish', 4]];
		let turn = this.random(100);

		for (const [name, share] of steps) {
			turn -= share;
			if (turn < 0)
				return this[name]();
		}
		return this.edit();
	}

	/* Everything as it is wanted, and nothing else. */
	calm() {
		rmSync(this.path('layouts'), { recursive: true, force: true });
		for (const name of ['x.tmp', '4913', 'note-1.md~', '.note-1.md.swp',
			'UPPER.md'])
			rmSync(this.path(`content/${name}`), { force: true });
		for (const name of this.wanted.keys())
			this.write(name);
	}
}

/* A page held open: loaded again whenever the preview says so. */
async function browse(preview, where, isOver, count) {
	while (!isOver()) {
		let page, news;

		try {
			page = await preview.get(where);
			news = preview.listen(where, stateOf(page.text));
		} catch {
			await sleep(10);
			continue;
		}
		while (!isOver() && news.isOpen && !news.events.length)
			await sleep(5);
		count.reloads += news.events.includes('reload');
		await news.stop();
	}
}

function filesBelow(folder, prefix = '') {
	return readdirSync(path.join(folder, prefix)).flatMap((name) => {
		const inside = path.posix.join(prefix, name);

		return statSync(path.join(folder, inside)).isDirectory()
			? filesBelow(folder, inside) : [inside];
	});
}

/* Which files the preview shows otherwise than build publishes them. */
export async function differences(site, preview) {
	const out = mkdtempSync(path.join(process.env.HW_TEST_TMP || tmpdir(),
		'hw-storm-'));
	const found = [];

	execFileSync(HEADWAY, ['build', '--drafts', '--out', `${out}/site`],
		{ cwd: site, stdio: 'pipe' });
	for (const name of filesBelow(`${out}/site`)) {
		if (name === 'headway.json')
			continue;
		const published = readFileSync(`${out}/site/${name}`);
		const shown = await preview.get(`/${name}`);
		const isHtml = name.endsWith('.html');

		if (isHtml ? bare(shown.text) !== published.toString('utf8')
			: !shown.bytes.equals(published))
			found.push(name);
	}
	rmSync(out, { recursive: true, force: true });
	return found;
}

/* One worker, at rest, twice in a row. */
async function settle(preview) {
	for (let quiet = 0; quiet < 10;) {
		await sleep(50);
		quiet = preview.workers().length === 1 ? quiet + 1 : 0;
	}
}

/*
 * What a preview takes is measured at rest. A page asked for last is fresh in
 * memory, so all are asked for first.
 */
async function measure(preview, pages) {
	await settle(preview);
	for (const where of pages)
		await preview.get(where);
	return preview.memory();
}

/* `chromium` is a real browser: it holds some pages open, too. */
export async function storm({ site, preview, chromium, steps,
	seed = 20261122 }) {
	const weather = new Weather(site, seed);
	const pages = ['/', '/plan/', '/plan/area-1/', '/note-1/', '/note-2/',
		'/folder-1/', '/privacy/', '/late/'];
	const count = { reloads: 0 };
	const files = { start: preview.openFiles() };
	let over = false, middle, found;
	const browsers = pages.map((where) =>
		browse(preview, where, () => over, count));
	const tabs = await Promise.all(['/', '/plan/area-1/', '/note-1/']
		.map((where) => Tab.open(chromium, preview, where)));

	for (let i = 0; i < steps; i++) {
		weather.step();
		/* Bursts, and pauses in which editors wait for nobody. */
		if (weather.random(3) === 0)
			await sleep(weather.random(25));
		if (i === Math.floor(steps / 2))
			middle = await measure(preview, pages);
	}
	weather.calm();
	over = true;
	await Promise.all(browsers);
	const end = await measure(preview, pages);

	for (let tries = 0; tries < 20; tries++) {
		found = await differences(site, preview);
		if (found.length === 0)
			break;
		await settle(preview);
	}
	for (const tab of tabs) {
		tab.isRight = await preview.until(() => tab.shown(),
			`${tab.where} is right in Chromium`).catch(() => false);
		await tab.page.close();
	}
	/* Browsers keep connections for a while, for their next request. */
	await preview.until(() => preview.openFiles() <= files.start + 4,
		'connections are let go').catch(() => {});
	files.end = preview.openFiles();
	return { reloads: count.reloads, differences: found, files, tabs,
		memory: ['preview', 'workers'].map((who) =>
			({ who, middle: middle[who], end: end[who] })) };
}
