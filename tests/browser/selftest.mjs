/*
 * Proves that every check can fail: a small site is made with one fault
 * to a page, and the right check, and no other, must find each of them.
 * A page without fault must pass.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { checkSite } from './check.mjs';
import { FAULTS, FILES, writePage } from './faults.mjs';
import { dressOf } from './host.mjs';
import { listPages } from './pages.mjs';
import { serveFolder } from './server.mjs';

const RUN = fileURLToPath(new URL('run.mjs', import.meta.url));
const results = [];

function prove(claim, holds, otherwise = '') {
	results.push(holds);
	if (!holds)
		console.log(`FAIL ${claim}${otherwise && `: ${otherwise}`}`);
}

/* Builds a site with these faults in `folder`, one page for each. */
async function build(folder, faults, { notFound = true } = {}) {
	for (const [name, content] of Object.entries(FILES))
		await put(folder, name, content);
	await put(folder, 'index.html', writePage({}));
	if (notFound)
		await put(folder, '404.html', writePage({ root: '/' }));
	for (const fault of faults)
		await put(folder, fault.page, writePage(fault));
}

async function put(folder, name, content) {
	const file = path.join(folder, name);
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, content);
}

async function proveFaults(folder) {
	await build(folder, FAULTS);
	const report = await checkSite({ folder, thorough: true });
	const failedOn = (page) => report.failed
		.filter((check) => check.page === page).map(({ check }) => check);

	for (const page of ['index.html', '404.html']) {
		prove(`a good page passes (${page})`, failedOn(page).length === 0,
			report.lines().filter((line) => line.includes(` ${page}:`)).join('\n'));
	}
	for (const { page, name, expect } of FAULTS) {
		const failed = failedOn(page);
		prove(`${name}: found by ${expect.join(', ')}`,
			expect.every((check) => failed.includes(check)),
			`only found by: ${failed.join(', ') || 'nothing'}`);
		const others = failed.filter((check) => !expect.includes(check));
		prove(`${name}: nothing else complains`, others.length === 0,
			others.join(', '));
	}
	/* As the second of two pages: narrow in dark colours, wide in light. */
	const dim = 'contrast-below-4-5.html';
	const usual = (await checkSite({ folder, only: ['index.html', dim] })).failed
		.map(({ page, check }) => `${page} ${check}`).sort().join(', ');
	prove('each engine has its views', usual === ['alfa 1280 light',
		'axe 1280 light', 'axe 320 dark', 'ibm 1280 light']
		.map((check) => `${dim} ${check}`).join(', '), usual);
	const css = failedOn('wrong.css');
	prove('a fault in a style sheet: found by nu', css.includes('nu'));
	const svg = failedOn('wrong.svg');
	prove('a fault in a picture: found by nu', svg.includes('nu'));
}

function run(...parts) {
	return new Promise((resolve) => {
		execFile(process.execPath, [RUN, ...parts], (error, stdout, stderr) => {
			const lines = stdout.trimEnd().split('\n');
			resolve({ code: error?.code ?? 0, lines, last: lines.at(-1), stderr });
		});
	});
}

async function proveCommand(folder) {
	const report = path.join(folder, 'report.json');
	const good = path.join(folder, 'good');
	await build(good, []);
	await rm(path.join(good, 'wrong.css'));
	await rm(path.join(good, 'wrong.svg'));
	await put(good, '404.html', writePage({ root: '/some/where/' }));

	let done = await run(good, '--base', 'some/where/', '--report', report);
	prove('a good site: exit 0', done.code === 0, done.lines.join('\n'));
	prove('a good site: the last line counts',
		/^browser: [1-9]\d* passed, 0 failed$/.test(done.last), done.last);

	done = await run(good, '--quick', '--report', report);
	prove('a wrong base: the not-found page loses its style',
		done.lines.some((line) => /^FAIL 404\.html: loads: /.test(line)));
	prove('a site with faults: exit 1', done.code === 1);
	prove('a site with faults: the last line counts',
		/^browser: [1-9]\d* passed, [1-9]\d* failed$/.test(done.last), done.last);

	await put(good, 'b.html', writePage({ body: '<p><b>Words.</p>' }));
	done = await run(good, '--pages', 'index.html', '--report', report);
	prove('a page that is not wanted is not read', done.code === 0,
		done.lines.join('\n'));
	done = await run(good, '--pages', 'index.html', '--read-all',
		'--report', report);
	prove('a page that is not wanted can be read all the same',
		done.lines.some((line) => /^FAIL b\.html: nu: /.test(line)) &&
		done.lines.some((line) => /^FAIL b\.html: html-validate: /.test(line)) &&
		done.lines.every((line) => !/^FAIL b\.html: (?!nu|html)/.test(line)),
		done.lines.join('\n'));
	await rm(path.join(good, 'b.html'));

	done = await run(good, '--quick', '--pages', 'nowhere', '--report', report);
	prove('an unknown page: exit 1', done.code === 1 &&
		done.last === 'browser: 0 passed, 1 failed', done.last);

	await mkdir(path.join(folder, 'empty'));
	done = await run(path.join(folder, 'empty'), '--report', report);
	prove('an empty folder never passes', done.code === 1 &&
		done.last === 'browser: 0 passed, 1 failed', done.last);

	done = await run();
	prove('no folder: exit 2', done.code === 2 && /usage/.test(done.stderr));

	const bare = path.join(folder, 'bare');
	await build(bare, [], { notFound: false });
	done = await run(bare, '--quick', '--report', report);
	prove('a site without 404.html: found',
		done.lines.some((line) => /^FAIL 404\.html: not-found: /.test(line)));

	const shots = path.join(folder, 'shots');
	done = await run(good, '--shots', shots, '--pages', 'index.html,404.html');
	prove('two pages give 26 pictures',
		done.code === 0 && done.lines.length === 26, done.lines.join(' '));
}

/* Asks in raw bytes: a tidy client would tidy the address first. */
function ask(origin, address, headers = {}) {
	const { port } = new URL(origin);
	return new Promise((resolve, reject) => {
		request({ host: '127.0.0.1', port, path: address, headers }, (reply) => {
			const parts = [];
			reply.on('data', (part) => parts.push(part));
			reply.on('end', () => resolve({ code: reply.statusCode,
				bytes: Buffer.concat(parts), headers: reply.headers,
				body: Buffer.concat(parts).toString(),
				type: reply.headers['content-type'],
				location: reply.headers.location }));
		}).on('error', reject).end();
	});
}

async function proveServer(folder) {
	const root = path.join(folder, 'served');
	await put(folder, 'secret.txt', 'secret');
	await put(root, 'index.html', 'home');
	await put(root, 'area/index.html', 'area');
	await put(root, '404.html', 'nothing here');
	await put(root, 'feed.xml', '<feed/>');
	await put(root, 'dot.png', 'a picture');
	await symlink('../secret.txt', path.join(root, 'link.txt'));
	const site = await serveFolder(root, '/base');
	const get = (address) => ask(site.origin, address);

	prove('server: / is index.html', (await get('/base/')).body === 'home');
	prove('server: a folder is its index.html',
		(await get('/base/area/')).body === 'area');
	const moved = await get('/base/area');
	prove('server: a folder without slash moves',
		moved.code === 301 && moved.location === '/base/area/');
	const type = (await get('/base/feed.xml')).type;
	prove('server: types', type.startsWith('application/xml'), type);
	for (const address of ['/base/none', '/', '/basement/', '/base/../secret.txt',
		'/base/%2e%2e/secret.txt', '/base/area/..%2f..%2f..%2fsecret.txt',
		'/base/..%5csecret.txt', '/base/index.html%00', '/base/%ff',
		'/base/link.txt', '/base//../../secret.txt']) {
		const { code, body } = await get(address);
		prove(`server: ${address} is not found`,
			code === 404 && body === 'nothing here', `${code} ${body}`);
	}
	const names = (await listPages(root)).map(({ name }) => name).join(' ');
	prove('pages: all listed, in order',
		names === '404.html area/index.html index.html', names);
	await site.close();
	await proveHost(root);
}

async function proveHost(root) {
	await put(root, '_headers', '# A comment.\n/*\n  X-All: yes\n\n' +
		'/area/*\n  Cache-Control: public\n\n/feed.xml\n  X-Feed: yes\n');
	const site = await serveFolder(root, '', await dressOf(root));
	const get = (address) => ask(site.origin, address,
		{ 'Accept-Encoding': 'gzip' });

	const area = await get('/area/');
	prove('host: its headers', area.headers['x-all'] === 'yes' &&
		area.headers['cache-control'] === 'public' &&
		!('x-feed' in area.headers), JSON.stringify(area.headers));
	prove('host: compressed', area.headers['content-encoding'] === 'gzip' &&
		gunzipSync(area.bytes).toString() === 'area');
	prove('host: as it is for those who want it so',
		(await ask(site.origin, '/area/')).body === 'area');
	prove('host: pictures as they are', !('content-encoding' in
		(await get('/dot.png')).headers));
	await site.close();
}

const folder = await mkdtemp(path.join(tmpdir(), 'browser-selftest-'));
try {
	await proveServer(path.join(folder, 'server'));
	await proveFaults(path.join(folder, 'faults'));
	await proveCommand(path.join(folder, 'command'));
} catch (error) {
	prove('the self-test runs to its end', false, error.stack);
} finally {
	await rm(folder, { recursive: true, force: true });
}
const passed = results.filter(Boolean).length;
console.log(`browser-selftest: ${passed} passed, ` +
	`${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
