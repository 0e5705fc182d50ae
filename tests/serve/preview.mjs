/*
 * A preview under test: started on a free port, asked over plain sockets so
 * that a request may be as wrong as it likes, listened to as a page does.
 */
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/* Nothing takes longer than this unless it hangs. */
const HANG_MS = 60000;

export const HEADWAY = path.resolve(process.env.HEADWAY || 'build/headway');

export async function startPreview(site, args = ['--port', '0']) {
	const child = spawn(HEADWAY, ['serve', ...args], { cwd: site });
	const preview = new Preview(child);

	await preview.until(() => preview.port || child.exitCode !== null,
		'the preview says its address');
	return preview;
}

class Preview {
	output = '';
	port = 0;

	constructor(child) {
		const hear = (text) => {
			this.output += text;
			this.port ||= Number(/http:\/\/127\.0\.0\.1:(\d+)\//
				.exec(this.output)?.[1] || 0);
		};

		this.child = child;
		child.stdout.setEncoding('utf8').on('data', hear);
		child.stderr.setEncoding('utf8').on('data', hear);
	}

	get url() {
		return `http://127.0.0.1:${this.port}`;
	}

	/* Waits until `holds` gives something, and gives that. */
	async until(holds, what) {
		const end = Date.now() + HANG_MS;

		for (;;) {
			const found = await holds();

			if (found)
				return found;
			if (Date.now() > end)
				throw new Error(`never: ${what}\n${this.output}`);
			await sleep(10);
		}
	}

	/* {status, text, headers}; `where` may be anything fetch lets through. */
	async get(where, options = {}) {
		const answer = await fetch(this.url + where,
			{ redirect: 'manual', ...options });
		const bytes = Buffer.from(await answer.arrayBuffer());

		return { status: answer.status, headers: answer.headers, bytes,
			text: bytes.toString('utf8') };
	}

	/* Bytes as they are; what comes back until the connection ends. */
	raw(bytes, waitMs = 3000) {
		return new Promise((resolve) => {
			const socket = connect(this.port, '127.0.0.1');
			let answer = '';
			const finish = () => {
				socket.destroy();
				resolve(answer);
			};

			socket.setTimeout(waitMs, finish);
			socket.on('data', (piece) => { answer += piece; });
			socket.on('close', finish);
			socket.on('error', finish);
			socket.write(bytes);
		});
	}

	/* The status of a request for `path` with these headers, word for word. */
	async status(path, headers = `Host: 127.0.0.1:${this.port}`,
		method = 'GET') {
		const answer = await this.raw(
			`${method} ${path} HTTP/1.1\r\n${headers}\r\n` +
			'Connection: close\r\n\r\n');

		return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] || 0);
	}

	listen(path, state) {
		return new Listener(this, path, state);
	}

	/* Opens a page and listens as its script does. */
	async open(path) {
		const page = await this.get(path);

		return { page, news: this.listen(path, stateOf(page.text)) };
	}

	async stop(signal = 'SIGINT') {
		const { child } = this;

		if (child.exitCode === null && child.signalCode === null) {
			const ended = new Promise((resolve) => {
				child.once('exit', resolve);
			});

			child.kill(signal);
			await ended;
		}
		return child.exitCode;
	}

	/* The processes that hold the site. */
	workers() {
		try {
			return readFileSync(`/proc/${this.child.pid}/task/` +
				`${this.child.pid}/children`, 'utf8')
				.trim().split(' ').filter(Boolean).map(Number);
		} catch {
			return [];
		}
	}

	/* Kilobytes that the preview and its workers have in memory. */
	memory() {
		const of = (pid) => {
			try {
				return Number(/VmRSS:\s+(\d+)/.exec(
					readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
			} catch {
				return 0;
			}
		};

		return { preview: of(this.child.pid),
			workers: this.workers().reduce((sum, pid) => sum + of(pid), 0) };
	}

	openFiles() {
		return readdirSync(`/proc/${this.child.pid}/fd`).length;
	}
}

/*
 * Server-sent events, one by one. Not by fetch: what node 18 no longer reaches
 * of a request it forgets, and the request then cannot be ended.
 */
class Listener {
	events = [];
	text = '';
	isOpen = true;

	constructor(preview, path, state) {
		this.preview = preview;
		this.request = get(`${preview.url}/.headway/events?state=` +
			`${state}&path=${encodeURIComponent(path)}`, { agent: false });
		this.request.on('response', (answer) => this.#read(answer));
		/* Stopped, or the preview has ended. */
		this.request.on('error', () => {});
		this.done = new Promise((resolve) => {
			this.request.on('close', () => {
				this.isOpen = false;
				resolve();
			});
		});
	}

	#read(answer) {
		answer.setEncoding('utf8');
		answer.on('error', () => {});
		answer.on('data', (piece) => {
			this.text += piece;
			this.events = [...this.text.matchAll(/^event: (\w+)$/gm)]
				.map((match) => match[1]);
		});
	}

	/* The page is to be loaded again. */
	reload(what) {
		return this.preview.until(() => this.events.includes('reload'), what);
	}

	stop() {
		this.request.destroy();
		return this.done;
	}
}

export function stateOf(html) {
	return /data-state="([0-9a-f]+)"/.exec(html)?.[1] ?? '0';
}

/* The page as it would be published: without what the preview adds. */
export function bare(html) {
	return html
		.replace(/; connect-src 'self'(?=">)/, '')
		.replace(/<link rel="stylesheet" href="\/\.headway\/.*\n/, '')
		.replace(/<script defer src="\/\.headway\/.*\n/, '')
		.replace(/\n<div class="headway-preview[^]*?\n<\/div>/, '');
}

/* What the preview says over the page. */
export function notes(html) {
	return /<div class="headway-preview[^]*?\n<\/div>/.exec(html)?.[0] ?? '';
}

/* The advice on words above it: 'path:line:column code', each. */
export function advice(html) {
	const list = /<details class="headway-words">[^]*?<\/details>/
		.exec(html)?.[0] ?? '';

	return [...list.matchAll(/where">(.*), line (\d+), column (\d+)<\/p>\n.*\[(HW\d+)\]<\/p>/g)]
		.map(([, path, line, column, code]) =>
			`${path}:${line}:${column} ${code}`);
}

const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org',
	'-c', 'commit.gpgsign=false'];

export function git(site, ...args) {
	return execFileSync('git', [...IDENTITY, ...args],
		{ cwd: site, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
