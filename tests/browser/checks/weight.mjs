/* A page and its style, compressed as a web server would send them. */
import { gzipSync } from 'node:zlib';
import { isDocument } from '../pages.mjs';

const MOST_BYTES = 14 * 1024;
const MOST_OF_DOCUMENT = 100 * 1024;
const KILO = 1024;

export function checkWeight(name, html, styles, add) {
	const parts = [
		{ name, bytes: gzipSync(html).length },
		...styles.map((style) =>
			({ name: style.name, bytes: gzipSync(style.text).length })),
	];
	const total = parts.reduce((sum, part) => sum + part.bytes, 0);
	const kilo = (bytes) => `${(bytes / KILO).toFixed(1)} KB`;
	const most = isDocument(name) ? MOST_OF_DOCUMENT : MOST_BYTES;
	add('weight', total > most ? [{
		what: `${kilo(total)} compressed, at most ${kilo(most)} allowed`,
		where: parts.map((part) => `${part.name} ${kilo(part.bytes)}`)
			.join(' + '),
		see: 'gzip -c FILE | wc -c',
	}] : []);
}
