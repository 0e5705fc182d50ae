/*
 * What people and their tools do to the files of a site while the preview
 * runs, beyond saving a page: each as a proof for run.mjs, which gives its
 * helpers.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync }
	from 'node:fs';
import path from 'node:path';
import { git, notes, sleep, startPreview, stateOf } from './preview.mjs';

const PRIVACY = 'content/privacy.md';
const AREA = 'content/plan/area-1.md';

const page = (title, words) => `---\ntitle: ${title}\n---\n\n${words}\n`;

/* A preview of a new site, and what is to be asked of it. */
async function open(makeSite) {
	const site = makeSite();
	const preview = await startPreview(site);
	const file = (name) => path.join(site, name);

	return {
		site, preview,
		put: (name, text) => {
			mkdirSync(path.dirname(file(name)), { recursive: true });
			writeFileSync(file(name), text);
		},
		read: (name) => readFileSync(file(name), 'utf8'),
		rename: (from, to) => renameSync(file(from), file(to)),
		remove: (name) => rmSync(file(name), { recursive: true }),
		has: (where, words) => preview.until(async () =>
			(await preview.get(where)).text.includes(words),
		`${where} says '${words}'`),
		says: (where, words) => preview.until(async () =>
			notes((await preview.get(where)).text).includes(words),
		`over ${where} stands '${words}'`),
		silent: (where) => preview.until(async () =>
			!notes((await preview.get(where)).text).includes('headway-over'),
		`nothing stands over ${where}`),
		is: (where, status) => preview.until(async () =>
			(await preview.get(where)).status === status,
		`${where} has status ${status}`),
	};
}

async function close(prove, { preview }) {
	prove('no process died of it', !preview.output.includes('ended with') &&
		preview.child.exitCode === null, preview.output);
	prove('and it ends cleanly', await preview.stop() === 0);
}

export function proofsOfEditors(prove, makeSite) {
	async function proveRenames() {
		const at = await open(makeSite);
		const { preview } = at;

		at.put('content/one.md', page('One', 'Words of one.'));
		at.put('content/two.md', page('Two', 'Words of two.'));
		await at.has('/two/', 'Words of two.');
		const { news } = await preview.open('/one/');

		/* Twice, before anybody could look at the first new name. */
		at.rename('content/one.md', 'content/three.md');
		at.rename('content/three.md', 'content/four.md');
		await news.reload('a page that was renamed twice is loaded again');
		await at.has('/four/', 'Words of one.');
		prove('neither of its other names is left',
			(await preview.get('/one/')).status === 404 &&
			(await preview.get('/three/')).status === 404);

		/* Two pages take each other's place. */
		const swapped = (await preview.open('/two/')).news;

		at.rename('content/two.md', 'content/.swap');
		at.rename('content/four.md', 'content/two.md');
		at.rename('content/.swap', 'content/four.md');
		await swapped.reload('a page that another one replaced');
		await at.has('/two/', 'Words of one.');
		await at.has('/four/', 'Words of two.');

		/* Only its capitals: no address has any, and it says so. */
		at.rename('content/two.md', 'content/Two.md');
		await at.says('/two/', 'content/Two.md');
		at.rename('content/Two.md', 'content/two.md');
		await at.silent('/two/');
		await at.has('/two/', 'Words of one.');

		/* A page becomes a folder with an index, and back. */
		at.put('content/two/index.md', page('Two', 'Words of a folder.'));
		at.remove('content/two.md');
		await at.has('/two/', 'Words of a folder.');
		at.remove('content/two');
		at.put('content/two.md', page('Two', 'Words of a page.'));
		await at.has('/two/', 'Words of a page.');
		for (const listener of [news, swapped])
			await listener.stop();
		await close(prove, at);
	}

	async function proveFolderAway() {
		const at = await open(makeSite);
		const { preview } = at;
		const { news } = await preview.open('/plan/area-1/');

		at.rename('content/plan', 'plan-away');
		await news.reload('a page whose folder has gone is loaded again');
		await at.is('/plan/area-1/', 404);
		const back = preview.listen('/plan/area-1/', stateOf((await preview
			.get('/plan/area-1/')).text));

		at.rename('plan-away', 'content/plan');
		await back.reload('and when its folder is back');
		await at.is('/plan/area-1/', 200);

		/* Out and back before anybody looked, and still watched. */
		for (let i = 0; i < 5; i++) {
			at.rename('content/plan', 'plan-away');
			at.rename('plan-away', 'content/plan');
		}
		at.put(AREA, at.read(AREA).replace('Words,', 'Words of later,'));
		await at.has('/plan/area-1/', 'Words of later,');

		/* While it is away a save in it is none of the site's. */
		at.rename('content/plan', 'plan-away');
		await at.is('/plan/area-1/', 404);
		at.put('plan-away/area-1.md', at.read('plan-away/area-1.md')
			.replace('Words of later,', 'Words from outside,'));
		at.rename('plan-away', 'content/plan');
		await at.has('/plan/area-1/', 'Words from outside,');
		for (const listener of [news, back])
			await listener.stop();
		await close(prove, at);
	}

	/* A rebase that stops, for a person to choose between two versions. */
	async function proveRebase() {
		const at = await open(makeSite);
		const { preview, site } = at;
		const commit = (words) => {
			at.put(PRIVACY, page('Privacy', words));
			git(site, 'commit', '-qam', words);
		};
		const rebase = () => {
			try {
				git(site, 'rebase', '-q', 'main');
			} catch {
				return true;
			}
			return false;
		};

		git(site, 'checkout', '-q', '-b', 'side');
		commit('Words of the side.');
		git(site, 'checkout', '-q', 'main');
		commit('Words of the main line.');
		await at.has('/privacy/', 'Words of the main line.');
		git(site, 'checkout', '-q', 'side');
		await at.has('/privacy/', 'Words of the side.');
		const { news } = await preview.open('/privacy/');

		prove('the rebase stops', rebase());
		await news.reload('a page with two versions is loaded again');
		await at.says('/privacy/', 'two versions of this file');
		git(site, 'rebase', '--abort');
		await at.silent('/privacy/');
		await at.has('/privacy/', 'Words of the side.');
		prove('the second one stops, too', rebase());
		await at.says('/privacy/', 'two versions of this file');
		at.put(PRIVACY, page('Privacy', 'Words of both.'));
		await at.silent('/privacy/');
		await at.has('/privacy/', 'Not yet published');
		git(site, 'add', PRIVACY);
		git(site, '-c', 'core.editor=true', 'rebase', '--continue');
		await preview.until(async () => !/Not yet published/.test(
			(await preview.get('/privacy/')).text), 'it has its date');

		/* No branch at all, work put aside, and all of it taken back. */
		git(site, 'checkout', '-q', '--detach', 'HEAD~1');
		await at.has('/privacy/', 'Words of the main line.');
		at.put(PRIVACY, page('Privacy', 'Words put aside.'));
		await at.has('/privacy/', 'Words put aside.');
		git(site, 'stash', '-q');
		await at.has('/privacy/', 'Words of the main line.');
		git(site, 'stash', 'pop', '-q');
		await at.has('/privacy/', 'Words put aside.');
		git(site, 'reset', '-q', '--hard', 'side');
		await at.has('/privacy/', 'Words of both.');
		await news.stop();
		await close(prove, at);
	}

	/* A lock that git left behind, and a repository that is damaged. */
	async function proveBrokenGit() {
		const at = await open(makeSite);
		const { preview, site } = at;
		const head = at.read('.git/HEAD');

		at.put('.git/index.lock', '');
		at.put(PRIVACY, page('Privacy', 'Words beside a lock.'));
		await at.has('/privacy/', 'Words beside a lock.');
		rmSync(path.join(site, '.git/index.lock'));
		at.put('.git/HEAD', '');
		at.put(PRIVACY, page('Privacy', 'Words without a head.'));
		await at.has('/privacy/', 'Words without a head.');
		at.put('.git/HEAD', head);
		git(site, 'commit', '-qam', 'Words');
		await at.has('/privacy/', '<time');
		await preview.until(async () => !/Not yet published/.test(
			(await preview.get('/privacy/')).text), 'and with one again');
		await close(prove, at);
	}

	/* A disk that is full, or an editor in the midst of it: the file is there
	 * and has nothing in it, or half of a letter. */
	async function proveHalves() {
		const at = await open(makeSite);
		const { preview } = at;
		const good = Buffer.from(page('Privacy', 'Wörter – all of them.'));

		for (let size = 0; size < good.length; size += 3) {
			at.put(PRIVACY, good.subarray(0, size));
			await sleep(size % 4 * 5);
			prove('half a file is answered', [200, 404, 500].includes(
				(await preview.get('/privacy/')).status));
		}
		at.put(PRIVACY, good);
		await at.silent('/privacy/');
		await at.has('/privacy/', 'Wörter – all of them.');

		/* Settings in halves: the pages stay, with the mistake over them. */
		const settings = Buffer.from(at.read('content/site.yaml'));

		for (let size = 0; size < settings.length; size += 7) {
			at.put('content/site.yaml', settings.subarray(0, size));
			await sleep(size % 5 * 5);
			prove('half the settings are answered', [200, 404, 500].includes(
				(await preview.get('/privacy/')).status));
		}
		at.put('content/site.yaml', settings);
		await at.silent('/privacy/');
		await close(prove, at);
	}

	return [proveRenames, proveFolderAway, proveRebase, proveBrokenGit,
		proveHalves];
}
