/*
 * The preview: what it refuses, what it shows, and that nothing an editor,
 * git or a script does to the files ends it.
 *
 *   node tests/serve/run.mjs [--storm N]
 *
 * The storm has 300 steps, or N, or as many as STORM_STEPS says. The last line is "serve: N passed, N failed".
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync,
	symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { proofsOfEditors } from './editor.mjs';
import { advice, git, HEADWAY, notes, sleep, startPreview, stateOf }
	from './preview.mjs';
import { storm } from './storm.mjs';

const BASE = fileURLToPath(new URL('../fault/site', import.meta.url));
const SCRATCH = mkdtempSync(path.join(process.env.HW_TEST_TMP || tmpdir(),
	'hw-serve-'));
const results = [];

function prove(claim, holds, otherwise = '') {
	results.push(Boolean(holds));
	if (!holds)
		console.log(`FAIL ${claim}${otherwise && `: ${otherwise}`}`);
}

let siteCount = 0;

function makeSite() {
	const site = path.join(SCRATCH, `site-${++siteCount}`);

	cpSync(BASE, site, { recursive: true });
	git(site, 'init', '-q', '-b', 'main');
	git(site, 'add', '-A');
	git(site, 'commit', '-q', '-m', 'A small site');
	return site;
}

function put(site, name, text) {
	const file = path.join(site, name);

	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, text);
}

const read = (site, name) => readFileSync(path.join(site, name), 'utf8');

const PRIVACY = 'content/privacy.md';

/* ------------------------------- refusals ------------------------------ */

async function proveRefusals() {
	const preview = await startPreview(makeSite());
	const { port } = preview;
	const expect = async (claim, status, ...request) => {
		const found = await preview.status(...request);

		prove(claim, found === status, `status ${found}, not ${status}`);
	};

	for (const host of [`127.0.0.1:${port}`, `localhost:${port}`,
		`LOCALHOST:${port}`, `[::1]:${port}`])
		await expect(`Host ${host} is ours`, 200, '/', `Host: ${host}`);
	for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1',
		'localhost', `127.0.0.1:${port + 1}`, `localhost.evil:${port}`,
		`127.0.0.1:${port}.evil`, `0.0.0.0:${port}`, ''])
		await expect(`Host ${host || '(empty)'} is refused`, 403, '/',
			`Host: ${host}`);
	await expect('two Hosts are refused', 403, '/',
		`Host: 127.0.0.1:${port}\r\nHost: 127.0.0.1:${port}`);
	await expect('another Origin is refused', 403, '/',
		`Host: 127.0.0.1:${port}\r\nOrigin: http://evil.example`);
	await expect('our own Origin is not', 200, '/',
		`Host: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}`);
	prove('HTTP/1.0 without a Host is refused',
		/^HTTP\/1\.\d 403/.test(await preview.raw('GET / HTTP/1.0\r\n\r\n')));

	for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
		await expect(`${method} is refused`, 405, '/', undefined, method);
	await expect('HEAD is answered', 200, '/', undefined, 'HEAD');
	await expect('a body is refused', 400, '/',
		`Host: 127.0.0.1:${port}\r\nContent-Length: 5`);

	for (const way of ['/../etc/passwd', '/%2e%2e/etc/passwd',
		'/%2E%2e/%2e%2e/etc/passwd', '/plan/../../etc/passwd', '/..',
		'/%2e%2e', '/./', '/plan/./', '//etc/passwd', '/plan//',
		'/..%2fetc%2fpasswd', '/..%5cetc', '/a%00b/', '/%00', '/privacy/%00',
		'/%0a', '/%7f', '/%c0%ae%c0%ae/', '/%ff', '/%', '/%2', '/%zz',
		`/${'a'.repeat(3000)}`])
		await expect(`${way.slice(0, 30)} is refused`, 400, way);
	/* Nothing is decoded twice, and no file is opened by a path. */
	for (const way of ['/%252e%252e/etc/passwd', '/etc/passwd',
		'/content/site.yaml', '/.git/HEAD', '/.git/config',
		'/.headway/', '/.headway/x'])
		await expect(`${way} is not there`, 404, way);
	for (const wrong of ['\0\0\0\r\n\r\n', 'GET\r\n\r\n', '\r\n\r\n\r\n',
		'GET / HTTP/9.9\r\n\r\n', `GET /\0x HTTP/1.1\r\nHost: x\r\n\r\n`,
		`GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(20000)}\r\n`,
		`GET /${'a'.repeat(1000000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
		`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(1000000)}\r\n\r\n`])
		prove('nonsense is not answered with a page',
			!/^HTTP\/1\.1 200/.test(await preview.raw(wrong, 500)));
	await expect('after all that it still answers', 200, '/');
	prove('Ctrl-C ends it cleanly', await preview.stop() === 0,
		preview.output);
}

async function proveHeaders() {
	const preview = await startPreview(makeSite());
	const { text, headers } = await preview.get('/');
	const style = /href="(\/assets\/style-\w+\.css)"/.exec(text)[1];
	const about = await preview.get('/privacy');

	prove('nothing is kept', headers.get('cache-control') === 'no-store');
	prove('types are not guessed',
		headers.get('x-content-type-options') === 'nosniff');
	prove('no other site may read it',
		!headers.has('access-control-allow-origin') &&
		headers.get('cross-origin-resource-policy') === 'same-origin');
	prove('a page may ask for news and run no script of its own',
		/default-src .*script-src .*connect-src .*">/.test(text) && !/<script(?![^>]* src="\/\.headway\/)/.test(text));
	prove('a style sheet has its type', /^text\/css/.test(
		(await preview.get(style)).headers.get('content-type')));
	prove('the script has its type', /^text\/javascript/.test(
		(await preview.get('/.headway/reload.js')).headers
			.get('content-type')));
	prove('a folder without its / leads to it', about.status === 302 &&
		about.headers.get('location') === '/privacy/');
	await preview.stop();
}

async function proveUsage() {
	const site = makeSite();
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => { server.once('listening', resolve); });
	const taken = String(server.address().port);
	const run = (...args) => spawnSync(HEADWAY, ['serve', ...args],
		{ cwd: site, encoding: 'utf8', timeout: 30000 });
	let result = run('--port', taken);

	prove('a port in use is told plainly, with the mend',
		result.status === 3 && result.stderr.includes(`port ${taken}`) &&
		result.stderr.includes('--port'), result.stderr);
	server.close();
	for (const port of ['65536', '-1', 'x', '', '80x', '99999999999']) {
		result = run('--port', port);
		prove(`--port '${port}' is wrong use`, result.status === 2 &&
			result.stderr.includes('--port'), result.stderr);
	}
}

/* -------------------------------- reload ------------------------------- */

async function proveReload() {
	const site = makeSite();
	const preview = await startPreview(site);
	const { page, news } = await preview.open('/privacy/');
	const other = (await preview.open('/plan/')).news;

	prove('an unchanged page stays', !page.text.includes('a second line'));
	put(site, PRIVACY, `${read(site, PRIVACY)}\nNow a second line.\n`);
	await news.reload('a saved page is loaded again');
	prove('what was saved is shown', (await preview.get('/privacy/')).text
		.includes('Now a second line.'));

	/* The menu and the page of the plan hold its title. */
	put(site, 'content/plan/area-1.md', read(site, 'content/plan/area-1.md')
		.replace('title: An area', 'title: Another title'));
	await other.reload('a page that shows another one follows');
	await preview.until(async () => (await preview.get('/plan/')).text
		.includes('Another title'), 'the other page has it');

	/* A page that was loaded before the change and asks after it. */
	const late = preview.listen('/privacy/', stateOf(page.text));

	await late.reload('a browser that was asleep is told when it wakes');

	/* An editor that saves by renaming. */
	const again = (await preview.open('/privacy/')).news;

	put(site, 'content/.privacy.md.new', '---\ntitle: Privacy\n---\n\nRenamed' +
		' into place.\n');
	renameSync(path.join(site, 'content/.privacy.md.new'),
		path.join(site, PRIVACY));
	await again.reload('a page that was renamed into place is seen');
	await preview.until(async () => (await preview.get('/privacy/')).text
		.includes('Renamed into place.'), 'and shown');
	for (const listener of [news, other, late, again])
		await listener.stop();
	await preview.stop();
}

/* Saves until the process that reads the site anew could be stopped. */
async function stopReader(preview, save) {
	let reader;

	for (let round = 1; round <= 50 && !reader; round++) {
		await preview.until(() => preview.workers().length === 1, 'rest');
		save(round);
		for (const end = Date.now() + 300; Date.now() < end && !reader;)
			[, reader] = preview.workers();
		if (reader)
			process.kill(reader, 'SIGSTOP');
	}
	prove('a second process reads the site anew', reader);
	return reader;
}

/* While the site is still being read anew, a saved page is there already: the
 * process that reads is stopped to see it. */
async function proveQuick() {
	const site = makeSite();
	const preview = await startPreview(site);
	const area = 'content/plan/area-1.md';

	await preview.get('/plan/area-1/');
	const reader = await stopReader(preview, (round) =>
		put(site, area, read(site, area).replace(/Words.*,/,
			`Words ${round}, and an action of its own,`)
			.replace('Do the first thing', 'Do one thing')));

	await preview.until(async () => /Words \d+, and an action/.test(
		(await preview.get('/plan/area-1/')).text),
	'a saved page is shown before all of the site is');
	await preview.until(async () => (await preview.get('/plan/a1-1/')).text
		.includes('Do one thing'), 'and the page of its action');
	put(site, area, read(site, area).replace('in progress', 'nearly done'));
	await preview.until(async () => notes((await preview
		.get('/plan/area-1/')).text).includes('unknown status'),
	'and a mistake in it');
	process.kill(reader, 'SIGCONT');
	put(site, area, read(site, area).replace('nearly done', 'in progress'));
	await preview.until(async () => preview.workers().length === 1 &&
		!notes((await preview.get('/plan/area-1/')).text)
			.includes('unknown status'), 'all of it is read in the end');
	await preview.stop();
}

async function proveTree() {
	const site = makeSite();
	const preview = await startPreview(site);
	const has = (where, words) => preview.until(async () =>
		(await preview.get(where)).text.includes(words),
	`${where} says '${words}'`);
	const gone = (where) => preview.until(async () =>
		(await preview.get(where)).status === 404, `${where} is gone`);
	const { news } = await preview.open('/privacy/');

	rmSync(path.join(site, PRIVACY));
	await news.reload('a page that was deleted is loaded again');
	await gone('/privacy/');
	const missing = await preview.get('/privacy/');

	prove('the page of a deleted file says so',
		notes(missing.text).includes('There is no such page.'));
	const back = preview.listen('/privacy/', stateOf(missing.text));

	put(site, PRIVACY, '---\ntitle: Privacy\n---\n\nHere again.\n');
	await back.reload('and is loaded again when it comes back');
	await has('/privacy/', 'Here again.');

	/* A new folder with a file in it at once, then renamed, then moved out. */
	const page = '---\ntitle: Inside\n---\n\nIn a new folder.\n';

	put(site, 'content/more/index.md', page);
	await has('/more/', 'In a new folder.');
	renameSync(path.join(site, 'content/more'),
		path.join(site, 'content/less'));
	await has('/less/', 'In a new folder.');
	await gone('/more/');
	put(site, 'content/less/index.md', page.replace('new', 'renamed'));
	await has('/less/', 'In a renamed folder.');
	renameSync(path.join(site, 'content/less'), path.join(site, 'less'));
	await gone('/less/');

	/* The site's own layouts, which were not there before. */
	put(site, 'layouts/pictures/leaf.svg', '<svg xmlns=' +
		'"http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>');
	put(site, PRIVACY, '---\ntitle: Privacy\n---\n\n![A leaf](leaf)\n');
	await has('/privacy/', '/pictures/leaf.svg');
	const picture = (await preview.open('/privacy/')).news;

	put(site, 'layouts/pictures/leaf.svg', '<svg xmlns=' +
		'"http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M1 1"/></svg>');
	await picture.reload('a page whose picture changed is loaded again');
	await has('/pictures/leaf.svg', '0 0 2 2');

	/* All of content/ goes and comes back, as git may do it. */
	renameSync(path.join(site, 'content'), path.join(site, 'away'));
	await has('/privacy/', 'there is no folder');
	renameSync(path.join(site, 'away'), path.join(site, 'content'));
	await preview.until(async () => !notes((await preview.get('/privacy/'))
		.text).includes('there is no folder'), 'content/ is back');
	put(site, PRIVACY, '---\ntitle: Privacy\n---\n\nStill watched.\n');
	await has('/privacy/', 'Still watched.');
	for (const listener of [news, back, picture])
		await listener.stop();
	await preview.stop();
}

/* ------------------------------- mistakes ------------------------------ */

async function proveMistakes() {
	const site = makeSite();
	const preview = await startPreview(site);
	const area = 'content/plan/area-1.md';
	const good = read(site, area);
	const says = (where, words) => preview.until(async () =>
		notes((await preview.get(where)).text).includes(words),
	`${where} says '${words}'`);
	const silent = (where) => preview.until(async () =>
		!notes((await preview.get(where)).text).includes('headway-mistakes'),
	`${where} has no mistakes`);
	const { page, news } = await preview.open('/plan/area-1/');

	prove('a page without mistakes says nothing of them',
		!notes(page.text).includes('mistake'));
	put(site, area, good.replace('in progress', 'nearly <b>done'));
	await news.reload('a mistake is shown at once');
	await says('/plan/area-1/', 'unknown status');
	const shown = notes((await preview.get('/plan/area-1/')).text);

	prove('with its file, line and column',
		shown.includes(`${area}, line 8, column 13`), shown);
	prove('and its mend', shown.includes('Allowed: not started'), shown);
	prove('and nothing of it is markup',
		shown.includes('nearly &lt;b&gt;done') && !shown.includes('<b>'));
	await says('/privacy/', 'unknown status');
	put(site, area, good);
	await silent('/plan/area-1/');
	await silent('/privacy/');

	/* Half-saved: only the beginning, then nothing, then all of it. */
	put(site, area, good.slice(0, 20));
	await says('/plan/area-1/', 'headway-mistakes');
	put(site, area, '');
	await says('/plan/area-1/', 'no front matter');
	put(site, area, Buffer.from([0xff, 0xfe, 0x00, 0x41]));
	await says('/', 'UTF-8');
	put(site, area, good);
	await silent('/plan/area-1/');

	/* A link into the folder is no file of it. */
	symlinkSync('/etc/passwd', path.join(site, 'content/leak.md'));
	await says('/', 'symbolic link');
	prove('what a link leads to is not shown',
		!(await preview.get('/leak/')).text.includes('root:'));
	rmSync(path.join(site, 'content/leak.md'));
	await silent('/');

	const settings = read(site, 'content/site.yaml');

	put(site, 'content/site.yaml', 'name: [\n');
	await says('/', 'content/site.yaml, line');
	rmSync(path.join(site, 'content/site.yaml'));
	await says('/', 'there is no &#39;content/site.yaml&#39;');
	put(site, 'content/site.yaml', settings);
	await silent('/');

	put(site, 'layouts/page.mustache', '{{#open}}');
	await says('/privacy/', 'layouts/page.mustache');
	await says('/', 'layouts/page.mustache');
	rmSync(path.join(site, 'layouts'), { recursive: true });
	await silent('/privacy/');
	await news.stop();
	await preview.stop();
}

/* -------------------------------- words -------------------------------- */

/* A page of each sort of advice, and a history in which one fell behind. */
function makeWordySite() {
	const site = makeSite();
	const commit = (day, words) => {
		process.env.GIT_AUTHOR_DATE = process.env.GIT_COMMITTER_DATE =
			`${day}T12:00:00Z`;
		git(site, 'add', '-A');
		git(site, 'commit', '-q', '-m', words);
		delete process.env.GIT_AUTHOR_DATE;
		delete process.env.GIT_COMMITTER_DATE;
	};

	put(site, 'content/alone.md', '---\ntitle: Alone\n---\n\nWe commence at ' +
		'10 a.m. with the SENDIST people.\n\n[More words](/privacy/).\n');
	put(site, 'content/both.md', '---\ntitle: Both\n---\n\nThis is a ' +
		`sentence ${'with many words in it '.repeat(6)}that never ends.\n\n` +
		'[More words](/plan/) and [a file](https://headway.example/x.pdf).\n\n' +
		'We commence <!-- headway-ignore HW245: our lawyers insist -->\n\n' +
		'Nothing here. <!-- headway-ignore HW249: there was one -->\n');
	put(site, 'content/both.easy.md', '---\ntitle: Both\n---\n\n' +
		'![A plan](plan)\n\nIt cannot be more than 12 May 2021, e.g. ' +
		'recently.\n');
	commit('2030-01-01', 'Pages');
	put(site, 'content/both.md', `${read(site, 'content/both.md')}\n` +
		'This came on a later day.\n');
	commit('2030-01-09', 'More words');
	return site;
}

const isOfWords = ({ code }) => /^HW2/.test(code) || code === 'HW069';

function checked(site) {
	const run = spawnSync(HEADWAY, ['check', '--drafts', '--today',
		'2030-01-10', '--format', 'json'], { cwd: site, encoding: 'utf8' });

	return JSON.parse(run.stdout).messages.filter(isOfWords).map((message) =>
		`${message.path}:${message.line}:${message.column} ${message.code}`)
		.sort();
}

async function proveWords() {
	const site = makeWordySite();
	const preview = await startPreview(site,
		['--port', '0', '--today', '2030-01-10']);
	const urls = ['/', '/easy-read/', '/alone/', '/both/', '/both/easy-read/',
		'/plan/', '/plan/easy-read/', '/plan/area-1/',
		'/plan/area-1/easy-read/', ...['privacy', 'feedback', 'accessibility']
			.flatMap((name) => [`/${name}/`, `/${name}/easy-read/`])];
	const shown = async () => {
		const pages = await Promise.all(urls.map((url) => preview.get(url)));

		return [...new Set(pages.flatMap(({ text }) => advice(text)))].sort();
	};
	const same = (what) => preview.until(async () =>
		JSON.stringify(await shown()) === JSON.stringify(checked(site)), what);
	const codes = new Set(checked(site).map((line) => line.split(' ')[1]));

	for (const code of ['HW069', 'HW231', 'HW233', 'HW241', 'HW246', 'HW247',
		'HW249', 'HW261'])
		prove(`the site of this test has ${code}`, codes.has(code));
	await same('the preview says of words what check says');
	const { page, news } = await preview.open('/both/');

	prove('advice is folded up, with a count',
		/<details class="headway-words">\n<summary>Words and easy read: \d+ to mend for 'headway check', \d+ to think about<\/summary>/
			.test(page.text), notes(page.text));
	prove('and says which is which, and the mend',
		notes(page.text).includes('<strong>To think about:</strong> ') &&
		notes(page.text).includes('<strong>To mend:</strong> ') &&
		notes(page.text).includes('Take it out: the next mistake'));
	prove('and that it stops nothing', notes(page.text)
		.includes("None of this stops 'headway build'."));
	prove('and does not stand over the page',
		!page.text.includes('headway-over'));
	prove('the other version is counted', notes(page.text)
		.includes('other version, content/both.easy.md: '));

	/* Mended and saved; and easy read with it, which is behind no more. */
	put(site, 'content/both.md', read(site, 'content/both.md')
		.replace(/This is a sentence.*\n/, 'Now it is short.\n'));
	await news.reload('a page with other advice is loaded again');
	await same('after a save too');
	put(site, 'content/both.easy.md', read(site, 'content/both.easy.md')
		.replace('title: Both', 'title: Both\nreviewed: 2030-01-10'));
	await same('easy read that was looked at is behind no more');
	prove('which check says too',
		!checked(site).some((line) => line.endsWith('HW231')));

	/* A page whose file cannot be read has no words to speak of. */
	put(site, 'content/both.md', '---\ntitle: [\n---\n\nShort.\n');
	await preview.until(async () => (await preview.get('/both/')).text
		.includes('headway-over'), 'a mistake stands over the page');
	put(site, 'content/both.md', '---\ntitle: Both\n---\n\nWe commence.\n');
	await same('and when it is mended');
	await news.stop();
	await preview.stop();
}

/* While one process reads the site anew, the one before has newer bytes of a
 * page than words: places in these are nowhere in those. */
async function proveOutdated() {
	const site = makeWordySite();
	const preview = await startPreview(site);
	const both = 'content/both.md';

	await preview.get('/both/');
	const reader = await stopReader(preview, (round) => put(site, both,
		`---\ntitle: Both\n---\n\n${'Words. '.repeat(99)}\n\n${
			round} We commence.\n`));

	await preview.until(async () => advice((await preview.get('/both/')).text)
		.some((line) => line.endsWith('HW245')), 'words of the saved page');
	put(site, both, '---\ntitle: [\n');
	await preview.until(async () => notes((await preview.get('/both/')).text)
		.includes('headway-over'), 'the mistake of the broken page');
	const { text } = await preview.get('/both/');

	prove('its words, which are in no file any more, are not judged',
		!advice(text).some((line) => line.startsWith(both)), notes(text));
	prove('those of its easy read are', advice((await preview
		.get('/both/easy-read/')).text).some((line) => line.endsWith('HW207')));
	process.kill(reader, 'SIGCONT');
	prove('no worker died of it', !preview.output.includes('ended with'),
		preview.output);
	await preview.stop();
}

/* From a folder without a site to one with a site. */
async function proveNothing() {
	const site = path.join(SCRATCH, 'nothing');

	mkdirSync(site);
	const preview = await startPreview(site);
	const { page, news } = await preview.open('/');

	prove('without a site there is a page of mistakes alone',
		page.status === 500 && notes(page.text).includes('content'));
	cpSync(path.join(BASE, 'content'), path.join(site, 'content'),
		{ recursive: true });
	await news.reload('the site is shown when it is there');
	await preview.until(async () => (await preview.get('/')).status === 200,
		'the home page');
	await news.stop();
	await preview.stop();
}

async function proveDrafts() {
	const site = makeSite();

	put(site, 'content/soon.md', '---\ntitle: Soon\ndraft: true\n---\n\nWords.\n');
	put(site, 'content/later.md',
		'---\ntitle: Later\npublish_on: 2999-05-03\n---\n\nWords.\n');
	const preview = await startPreview(site);

	prove('a draft is marked', notes((await preview.get('/soon/')).text)
		.includes('Draft.'));
	prove('so is a page of a later day', notes((await preview.get('/later/'))
		.text).includes('2999-05-03'));
	prove('another page is not', !notes((await preview.get('/privacy/')).text)
		.includes('Draft.'));
	prove('links to drafts are marked', (await preview
		.get('/.headway/preview.css')).text.includes('a[href="/soon/"]'));
	await preview.stop();
}

/* --------------------------------- git --------------------------------- */

async function proveGit() {
	const site = makeSite();
	const preview = await startPreview(site);
	const isUnpublished = async () => (await preview.get('/privacy/')).text
		.includes('Not yet published');

	prove('a committed page has a date', !await isUnpublished());
	put(site, PRIVACY, '---\ntitle: Privacy\n---\n\nOther words.\n');
	await preview.until(isUnpublished, 'an edited page is not yet published');
	const { news } = await preview.open('/privacy/');

	/* A commit under way: its lock, its objects, then the branch. */
	put(site, '.git/index.lock', '');
	prove('a commit under way changes nothing', await isUnpublished());
	rmSync(path.join(site, '.git/index.lock'));
	git(site, 'commit', '-qam', 'Other words');
	await news.reload('a page whose words were committed is loaded again');
	await preview.until(async () => !await isUnpublished(),
		'it has its date');

	/* Branches, packed refs, a checkout that takes files away. */
	git(site, 'checkout', '-q', '-b', 'side/branch');
	put(site, 'content/side.md', '---\ntitle: Side\n---\n\nOn the side.\n');
	git(site, 'add', '-A');
	git(site, 'commit', '-qm', 'Side');
	await preview.until(async () => (await preview.get('/side/')).status ===
		200, 'the page of the branch');
	git(site, 'pack-refs', '--all');
	git(site, 'checkout', '-q', 'main');
	await preview.until(async () => (await preview.get('/side/')).status ===
		404, 'it is gone with its branch');
	git(site, 'merge', '-q', '--no-ff', '-m', 'Merge', 'side/branch');
	await preview.until(async () => (await preview.get('/side/')).status ===
		200, 'and back with the merge');
	rmSync(path.join(site, '.git'), { recursive: true });
	await preview.until(async () => !/Not yet published|<time/.test(
		(await preview.get('/side/')).text), 'without git there are no dates');
	git(site, 'init', '-q');
	git(site, 'add', '-A');
	git(site, 'commit', '-qm', 'Anew');
	await preview.until(async () => (await preview.get('/side/')).text
		.includes('<time'), 'with a new repository there are');
	await news.stop();
	await preview.stop();
}

/* ------------------------------- browsers ------------------------------ */

async function proveListeners() {
	const site = makeSite();
	const preview = await startPreview(site);
	const files = preview.openFiles();
	const state = stateOf((await preview.get('/')).text);
	const many = Array.from({ length: 60 },
		() => preview.listen('/', state));

	await preview.until(() => many.filter(({ isOpen, text }) =>
		isOpen && text).length <= 48 && many.filter(({ text }) => text)
		.length === 60, 'all have been heard, the oldest let go');
	prove('the newest are kept', many.at(-1).isOpen);
	await Promise.all(many.map((listener) => listener.stop()));
	await preview.until(() => preview.openFiles() <= files + 4,
		'listeners that have gone are let go');

	/* One that never reads, and one that never ends its request. */
	const mute = preview.raw(`GET /.headway/events?state=0&path=/ HTTP/1.1\r\n` +
		`Host: 127.0.0.1:${preview.port}\r\n\r\n`, 2000);
	const slow = preview.raw('GET / HT', 2000);

	prove('neither holds anybody up', (await preview.get('/')).status === 200);
	await Promise.all([mute, slow]);

	/* A worker that dies: whatever the reason, the preview goes on. */
	process.kill(preview.workers()[0], 'SIGSEGV');
	await preview.until(async () => (await preview.get('/').catch(() => ({})))
		.status === 500, 'a worker that died is told of');
	put(site, PRIVACY, '---\ntitle: Privacy\n---\n\nLife goes on.\n');
	await preview.until(async () => (await preview.get('/privacy/')).text
		.includes('Life goes on.'), 'and the next change brings another');
	const [worker] = preview.workers();

	await preview.stop('SIGTERM');
	await preview.until(() => {
		try {
			return !process.kill(worker, 0);
		} catch {
			return true;
		}
	}, 'no worker is left behind');
}

async function proveChromium() {
	const { startChromium } = await import('../browser/chromium.mjs');
	const site = makeSite();
	const preview = await startPreview(site);
	const browser = await startChromium();
	const page = await browser.newPage();
	const area = 'content/plan/area-1.md';
	const good = read(site, area);
	const complaints = [];

	page.on('console', (line) => {
		if (line.type() === 'error')
			complaints.push(line.text());
	});
	await page.goto(`${preview.url}/plan/area-1/`);
	put(site, area, good.replace('Words,', 'Fresh words, to commence,'));
	await page.locator('main').getByText('Fresh words,').waitFor();
	const folded = await page.locator('.headway-words').boundingBox();
	const head = await page.locator('header.site').boundingBox();

	prove('advice on words stands above the page, and is small',
		folded.height < 60 && folded.y + folded.height <= head.y + 1,
		JSON.stringify([folded, head]));
	await page.locator('.headway-words summary').click();
	prove('and can be opened and read, with nothing in front of it',
		await page.getByText("a plainer word for 'commence'").isVisible() &&
		await page.evaluate(() => {
			const part = document.querySelector('.headway-preview');
			const { bottom } = part.getBoundingClientRect();

			return [...Array(Math.floor(bottom / 4)).keys()].every((i) =>
				part.contains(document.elementFromPoint(40, i * 4 + 1)));
		}));
	put(site, area, good.replace('Words,', 'More words, to utilise,'));
	await page.locator('main').getByText('More words,').waitFor();
	await page.getByText("a plainer word for 'utilise'").waitFor();
	prove('it stays open from save to save', await page
		.getByText("a plainer word for 'utilise'").isVisible());
	put(site, area, good.replace('in progress', 'nearly done'));
	await page.getByText('unknown status').waitFor();
	prove('the mistake is visible, with its line',
		await page.getByText(`${area}, line 8, column 13`).isVisible());
	await page.keyboard.press('Escape');
	prove('and can be closed',
		!await page.getByText('unknown status').isVisible());
	put(site, area, good);
	await page.getByText('unknown status').waitFor({ state: 'detached' });
	prove('the browser had nothing to complain of', complaints.length === 0,
		complaints.join('; '));
	await browser.close();
	await preview.stop();
}

/* -------------------------------- the end ------------------------------ */

async function proveStorm(steps) {
	const site = makeSite();
	const { startChromium } = await import('../browser/chromium.mjs');
	const preview = await startPreview(site);
	const chromium = await startChromium();
	const result = await storm({ site, preview, chromium, steps });

	prove('the preview lives', preview.child.exitCode === null,
		preview.output);
	prove('no worker died', !preview.output.includes('ended with'),
		preview.output);
	prove('every page is right at the end', result.differences.length === 0,
		result.differences.slice(0, 5).join('; '));
	prove('pages were loaded again', result.reloads > 0);
	for (const { where, loads, isRight, complaints } of result.tabs) {
		prove(`${where} is right in Chromium at the end`, isRight);
		prove(`${where} was followed there`, loads > 5, `${loads} loads`);
		prove(`${where} gave it nothing to complain of`,
			complaints.length === 0, complaints.slice(0, 5).join('; '));
	}
	await chromium.close();
	prove('memory is flat', result.memory.every(({ middle, end }) =>
		end <= middle * 1.2 + 4096), JSON.stringify(result.memory));
	prove('no file stays open', result.files.end <= result.files.start + 4,
		JSON.stringify(result.files));
	console.log(`storm: ${steps} steps, ${result.reloads} reloads, ` +
		`${result.tabs.map(({ loads }) => loads)} in Chromium, memory ` +
		JSON.stringify(result.memory));
	prove('it ends cleanly', await preview.stop() === 0);
}

const at = process.argv.indexOf('--storm');
const steps = Number(at < 0 ? process.env.STORM_STEPS || 300
	: process.argv[at + 1]);
const proofs = [proveRefusals, proveHeaders, proveUsage, proveReload,
	proveQuick, proveTree, proveMistakes, proveWords,
	proveOutdated, proveNothing, proveDrafts, proveGit,
	...proofsOfEditors(prove, makeSite), proveListeners, proveChromium,
	() => proveStorm(steps)];
const only = process.env.SERVE_ONLY;

for (const proof of proofs) {
	if (only && !String(proof).includes(only))
		continue;
	try {
		await proof();
	} catch (error) {
		prove(`${proof.name || 'storm'} goes on to its end`, false,
			error.stack);
	}
}
rmSync(SCRATCH, { recursive: true, force: true });
const failed = results.filter((holds) => !holds).length;

console.log(`serve: ${results.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
