/* A page and its style, compressed as a web server would send them. */
import { gzipSync } from 'node:zlib';

const MOST_BYTES = 14 * 1024;
const KILO = 1024;

export function checkWeight(name, html, styles, add) {
	const parts = [
		{ name, bytes: gzipSync(html).length },
		...styles.map((style) =>
			({ name: style.name, bytes: gzipSync(style.text).length })),
	];
	const total = parts.reduce((sum, part) => sum + part.bytes, 0);
	const kilo = (bytes) => `${(bytes / KILO).toFixed(1)} KB`;
	add('weight', total > MOST_BYTES ? [{
		what: `${kilo(total)} compressed, at most ${kilo(MOST_BYTES)} allowed`,
		where: parts.map((part) => `${part.name} ${kilo(part.bytes)}`)
			.join(' + '),
		see: 'gzip -c FILE | wc -c',
	}] : []);
}
