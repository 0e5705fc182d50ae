/*
 * What a good host adds to the files of a site: it compresses them, and
 * sends the headers that the site's own `_headers` asks for.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const TEXT = /^(text\/|application\/(atom\+xml|json|manifest\+json|xml)|image\/svg)/;

/* A line at the margin is an address, those set in below it are its headers. */
export function parseHeaders(text) {
	const rules = [];
	for (const line of text.split('\n')) {
		const [, name, value] = /^\s+([\w-]+):\s*(.*\S)/.exec(line) ?? [];
		if (name)
			rules.at(-1)?.headers.push([name, value]);
		else if (/^\//.test(line))
			rules.push({ address: line.trim(), headers: [] });
	}
	return rules;
}

function matches(pattern, address) {
	return pattern.endsWith('*') ? address.startsWith(pattern.slice(0, -1))
		: address === pattern;
}

function compress(accepts, body) {
	if (/\bbr\b/.test(accepts))
		return { name: 'br', body: brotliCompressSync(body) };
	if (/\bgzip\b/.test(accepts))
		return { name: 'gzip', body: gzipSync(body) };
	return null;
}

/* The `dress` of serveFolder for the site in this folder. */
export async function dressOf(folder) {
	const rules = parseHeaders(
		await readFile(path.join(folder, '_headers'), 'utf8'));
	return ({ address, request, headers, body }) => {
		const dressed = { ...headers };
		for (const rule of rules.filter((rule) => matches(rule.address, address)))
			Object.assign(dressed, Object.fromEntries(rule.headers));
		const small = TEXT.test(headers['Content-Type'])
			&& compress(request.headers['accept-encoding'] ?? '', body);
		if (!small)
			return { body, headers: dressed };
		return { body: small.body, headers: { ...dressed,
			'Content-Encoding': small.name, Vary: 'Accept-Encoding' } };
	};
}
