/*
 * Nu, the W3C's own checker of HTML, CSS and SVG. It takes a second or
 * two to start, so one run looks at the whole folder. Given the folder,
 * it would read scripts and data as HTML too: it is given the files.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isKnown } from '../known.mjs';
import { listFiles } from '../pages.mjs';

const JAR = createRequire(import.meta.url)
	.resolve('vnu-jar/build/dist/vnu.jar');
const LIMIT_MS = 180_000;
/* It is done before what thorough compilation costs would be won back. */
const JAVA = ['-Xss4m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

function runNu(files) {
	return new Promise((resolve, reject) => {
		const nu = spawn('java', [...JAVA, '-jar', JAR, '--format', 'json',
			'--exit-zero-always', '--skip-info-messages', '--also-check-css',
			'--also-check-svg', '--stdout', ...files],
		{ stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS });
		let output = '';
		let trouble = '';
		nu.stdout.setEncoding('utf8').on('data', (text) => (output += text));
		nu.stderr.setEncoding('utf8').on('data', (text) => (trouble += text));
		nu.on('error', (error) => reject(error.code === 'ENOENT'
			? new Error('Java is not installed: run .ci/setup browser')
			: error));
		nu.on('close', (code) => {
			try {
				if (code !== 0)
					throw new Error(`exit ${code}`);
				resolve(JSON.parse(output).messages);
			} catch (error) {
				reject(new Error(`Nu failed: ${error.message} ` +
					trouble.slice(-500)));
			}
		});
	});
}

/* Nu writes 'file:/a/b' where the rest of the world writes 'file:///a/b'. */
function nameOf(folder, url) {
	if (!url)
		return '(folder)';
	const file = fileURLToPath(url.replace(/^file:\/*/, 'file:///'));
	return path.relative(folder, file).split(path.sep).join('/');
}

function findingOf(name, message) {
	const { extract, hiliteStart: start, hiliteLength: length } = message;
	return {
		what: message.message,
		where: extract?.slice(start, start + length) ?? '',
		see: `${name}:${message.lastLine || 1}:${message.lastColumn || 1}`,
	};
}

/* `add(name, check, findings)` is called for every file Nu looks at. */
export async function checkNu(folder, add) {
	const files = new Map();
	for (const ending of ['.html', '.css', '.svg']) {
		for (const name of await listFiles(folder, ending))
			files.set(name, []);
	}
	const messages = await runNu([...files.keys()]
		.map((name) => path.join(folder, name)));
	for (const message of messages) {
		if (isKnown('nu', message.message))
			continue;
		const name = nameOf(folder, message.url);
		if (!files.has(name))
			files.set(name, []);
		files.get(name).push(findingOf(name, message));
	}
	for (const [name, findings] of files)
		add(name, 'nu', findings);
}
