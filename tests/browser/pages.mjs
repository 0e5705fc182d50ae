/*
 * The pages of a published folder, in the order of their names. Each
 * has `name` (its path in the folder, used in every message), `file`
 * (where it is on the disk) and `address` (what a reader asks for).
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/*
 * The not-found page appears at any address, however deep, so it is
 * opened at a deep one: relative links to its style would break there.
 */
export const UNKNOWN = 'no-such-page/at-all/';

/* All of a site, or all of its easy read, in one document. */
export function isDocument(name) {
	return /^(easy-read\/)?print\/index\.html$/.test(name);
}

export async function listFiles(folder, ending) {
	const found = [];
	async function walk(inside) {
		const here = path.join(folder, inside);
		for (const entry of await readdir(here, { withFileTypes: true })) {
			const name = path.posix.join(inside, entry.name);
			if (entry.isDirectory())
				await walk(name);
			else if (entry.isFile() && entry.name.endsWith(ending))
				found.push(name);
		}
	}
	await walk('');
	return found.sort();
}

function addressOf(name) {
	if (name === '404.html')
		return UNKNOWN;
	const tidy = name === 'index.html' ? '' :
		name.replace(/\/index\.html$/, '/');
	return tidy.split('/').map(encodeURIComponent).join('/');
}

export async function listPages(folder) {
	return (await listFiles(folder, '.html')).map((name) => ({
		name,
		file: path.join(folder, name),
		address: addressOf(name),
		notFound: name === '404.html',
	}));
}

/*
 * Only the pages somebody asked for. 'area-1/', '/area-1' and
 * 'area-1/index.html' all name the same page.
 */
export function choosePages(pages, wanted) {
	if (!wanted.length)
		return pages;
	const plain = (text) => text.replace(/^\/+/, '')
		.replace(/(^|\/)index\.html$/, '').replace(/\/+$/, '');
	return wanted.map((text) => {
		const page = pages.find(({ name }) => plain(name) === plain(text));
		if (!page)
			throw new Error(`there is no page '${text}'`);
		return page;
	});
}
