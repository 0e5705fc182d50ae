/*
 * What a page asks for while it loads: nothing from another host,
 * nothing that is missing, little altogether, and no complaint from
 * the browser. Breaches of the page's own content security policy
 * reach the console, so they are found here.
 */
const MOST_REQUESTS = 3;

/* Starts listening; call it before the page is opened. */
export function watchTraffic(page) {
	const seen = { requests: [], complaints: [] };
	const byRequest = new Map();

	page.on('request', (request) => {
		if (!/^(https?|wss?):/.test(request.url()))
			return;
		const entry = { url: request.url(), kind: request.resourceType() };
		byRequest.set(request, entry);
		seen.requests.push(entry);
	});
	page.on('websocket', (socket) => {
		seen.requests.push({ url: socket.url(), kind: 'websocket' });
	});
	page.on('response', (response) => {
		const entry = byRequest.get(response.request());
		if (!entry)
			return;
		entry.status = response.status();
		const type = response.headers()['content-type'] ?? '';
		if (type.startsWith('image/'))
			entry.kind = 'image';
	});
	page.on('requestfailed', (request) => {
		const entry = byRequest.get(request);
		if (entry)
			entry.failure = request.failure()?.errorText ?? 'failed';
	});
	page.on('console', (message) => {
		/* Missing files are counted as requests already. */
		if (message.type() === 'error' &&
		    !message.text().startsWith('Failed to load resource'))
			seen.complaints.push({
				what: message.text(), where: message.location().url,
			});
	});
	page.on('pageerror', (error) => {
		seen.complaints.push({ what: error.message, where: 'script' });
	});
	return seen;
}

/*
 * Pictures further down the page may wait to be loaded until a reader
 * comes near: fetch them all, so that a missing one is found.
 */
export function loadPictures(page) {
	return page.evaluate(async () => {
		const pictures = [...document.images];
		for (const picture of pictures)
			picture.loading = 'eager';
		await Promise.all(pictures.map((picture) =>
			picture.decode().catch(() => {})));
	});
}

/* Addresses in the page that would make some browser ask elsewhere. */
function readForeign() {
	const fetching = new Set(['stylesheet', 'icon', 'apple-touch-icon',
		'mask-icon', 'preload', 'prefetch', 'preconnect', 'dns-prefetch',
		'modulepreload', 'manifest', 'prerender']);
	const found = [];
	function see(element, address) {
		let url;
		try {
			url = new URL(address, document.baseURI);
		} catch {
			return;
		}
		if (/^(https?|wss?):$/.test(url.protocol) && url.host !== location.host)
			found.push({ element: element.localName, url: url.href });
	}
	for (const element of document.querySelectorAll('[src], [poster], [data], ' +
		'[srcset], [imagesrcset], [ping], link[href], image, use')) {
		const get = (name) => element.getAttribute(name);
		for (const name of ['src', 'poster', 'data']) {
			if (get(name))
				see(element, get(name));
		}
		for (const name of ['srcset', 'imagesrcset']) {
			for (const part of (get(name) ?? '').split(/,\s+/)) {
				if (part.trim())
					see(element, part.trim().split(/\s+/)[0]);
			}
		}
		for (const address of (get('ping') ?? '').split(/\s+/).filter(Boolean))
			see(element, address);
		if (element.localName === 'link'
			? [...element.relList].some((rel) => fetching.has(rel.toLowerCase()))
			: /^(image|use)$/.test(element.localName)) {
			const address = get('href') ?? get('xlink:href');
			if (address)
				see(element, address);
		}
	}
	return found;
}

/* Addresses on other hosts in a style sheet, used on this page or not. */
function foreignInStyle(css) {
	const plain = css.replace(/\/\*[^]*?\*\//g, '')
		.replace(/@namespace[^;]*;/g, '');
	const pattern =
		/(?:url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"')\s]+)/gi;
	return [...plain.matchAll(pattern)].map((match) => match[1]);
}

/*
 * Judges what was seen. `styles` are the style sheets the page loaded,
 * as { name, text }; `expected` is the status its own address has.
 */
export async function checkTraffic(page, seen, site, styles, expected, add) {
	const { requests, complaints } = seen;
	const isOurs = (url) => url.startsWith(`${site.origin}/`);
	const see = 'look at the network panel of the browser';
	const [own, ...parts] = requests;

	const foreign = new Map();
	for (const { url } of requests.filter(({ url }) => !isOurs(url)))
		foreign.set(url, 'asked for');
	for (const { url, element } of await page.evaluate(readForeign)) {
		if (!foreign.has(url))
			foreign.set(url, `named in ${element}`);
	}
	for (const { name, text } of styles) {
		for (const url of foreignInStyle(text))
			foreign.set(url, `named in ${name}`);
	}
	add('other-hosts', [...foreign].map(([where, how]) =>
		({ what: `another host is ${how}`, where, see })));

	const missing = parts.filter(({ url, status, failure }) =>
		isOurs(url) && (failure || status >= 400));
	const findings = missing.map(({ url, status, failure }) =>
		({ what: `could not be loaded (${failure ?? status})`, where: url, see }));
	if (own?.status !== expected) {
		findings.unshift({
			what: `answered ${own?.status}, not ${expected}`,
			where: own?.url, see,
		});
	}
	add('loads', findings);

	const counted = requests.filter(({ kind }) => kind !== 'image');
	add('requests', counted.length > MOST_REQUESTS ? [{
		what: `${counted.length} requests besides pictures, ` +
			`at most ${MOST_REQUESTS} allowed`,
		where: counted.map(({ url }) => url.replace(site.origin, '')).join(' '),
		see,
	}] : []);

	add('console', complaints.map((complaint) =>
		({ ...complaint, see: 'look at the console of the browser' })));
}
