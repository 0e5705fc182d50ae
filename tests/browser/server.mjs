/*
 * Serves one folder on 127.0.0.1, the way a plain static host does:
 * `/area/` answers with `area/index.html`, an unknown address with
 * `404.html` and status 404. Nothing outside the folder is ever read.
 */
import { createServer } from 'node:http';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

const TYPES = {
	'.atom': 'application/atom+xml; charset=utf-8',
	'.avif': 'image/avif',
	'.css': 'text/css; charset=utf-8',
	'.csv': 'text/csv; charset=utf-8',
	'.gif': 'image/gif',
	'.html': 'text/html; charset=utf-8',
	'.ico': 'image/vnd.microsoft.icon',
	'.ics': 'text/calendar; charset=utf-8',
	'.jpeg': 'image/jpeg',
	'.jpg': 'image/jpeg',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.pdf': 'application/pdf',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.webmanifest': 'application/manifest+json; charset=utf-8',
	'.webp': 'image/webp',
	'.woff2': 'font/woff2',
	'.xml': 'application/xml; charset=utf-8',
};

/* '' or '/path', whatever slashes it was written with. */
export function tidyBase(base) {
	const inner = (base ?? '').split('/').filter(Boolean).join('/');
	return inner ? `/${inner}` : '';
}

/*
 * The file an address names, or null. Links inside the folder are
 * followed only while they stay inside it.
 */
async function findFile(root, address) {
	let name;
	try {
		name = decodeURIComponent(address);
	} catch {
		return null;
	}
	if (name.includes('\0') || name.includes('\\') ||
	    name.split('/').includes('..'))
		return null;
	let file = path.join(root, name);
	if (name.endsWith('/'))
		file = path.join(file, 'index.html');
	try {
		file = await realpath(file);
		if (!file.startsWith(root + path.sep) && file !== root)
			return null;
		const found = await stat(file);
		return { file, folder: found.isDirectory(), plain: found.isFile() };
	} catch {
		return null;
	}
}

async function answer({ root, base, dress }, request, reply) {
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		reply.writeHead(405, { Allow: 'GET, HEAD' }).end();
		return;
	}
	const address = request.url.split(/[?#]/, 1)[0];
	const inside = address === base || address.startsWith(`${base}/`);
	const found = inside
		? await findFile(root, address.slice(base.length) || '')
		: null;

	if (found?.folder) {
		reply.writeHead(301, { Location: `${address}/` }).end();
		return;
	}
	let file = found?.plain ? found.file : null;
	const status = file ? 200 : 404;
	file ??= (await findFile(root, '/404.html'))?.file;
	const plain = file ? await readFile(file) : Buffer.from('not found\n');
	const type = file ? TYPES[path.extname(file)] : TYPES['.txt'];
	const { body, headers } = dress({
		address: address.slice(base.length), request, body: plain,
		headers: {
			'Content-Type': type ?? 'application/octet-stream',
			'Cache-Control': 'no-cache',
		},
	});
	reply.writeHead(status, { ...headers, 'Content-Length': body.length });
	reply.end(request.method === 'HEAD' ? undefined : body);
}

/*
 * Starts serving `folder` below `base`. The result has `origin`
 * ('http://127.0.0.1:PORT'), `base`, `read(url)` (the bytes behind an
 * address of this site, or null) and `close()`. `dress` may compress a body
 * and add headers, as better hosts do.
 */
export async function serveFolder(folder, base = '', dress = (as) => as) {
	const root = await realpath(folder);
	const server = createServer((request, reply) => {
		answer({ root, base, dress }, request, reply).catch((error) => {
			if (!reply.headersSent)
				reply.writeHead(500);
			reply.end(`${error.message}\n`);
		});
	});
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const origin = `http://127.0.0.1:${server.address().port}`;
	return {
		origin,
		base,
		async read(url) {
			const { pathname } = new URL(url);
			if (!pathname.startsWith(`${base}/`))
				return null;
			const found = await findFile(root, pathname.slice(base.length));
			return found?.plain ? readFile(found.file) : null;
		},
		close() {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(resolve));
		},
	};
}
