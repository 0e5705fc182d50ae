/*
 * Siteimprove's Alfa: the rules of the W3C's ACT group, among them those
 * of WCAG's level AAA for lines, spaces and targets.
 *
 * It does not look at the browser's page but at a copy: the page is
 * read out here, and judged by a thread of its own, so that the browser
 * is not kept waiting. (Alfa works this out in JavaScript: it takes as long as
 * axe does.)
 */
import { Worker } from 'node:worker_threads';
import { Native } from '@siteimprove/alfa-dom/native';
import { within } from '../chromium.mjs';
import { isKnown } from '../known.mjs';

const READ = `(${Native.fromNode})(window.document).then(JSON.stringify)`;
/* Far more than it takes: see VISIT_S. */
const ALFA_S = 120;

export class Alfa {
	#worker = new Worker(new URL('alfa-worker.mjs', import.meta.url));
	#waiting = new Map();
	#asked = 0;

	constructor() {
		const answer = ({ id, error, ...result }) => {
			const { resolve, reject } = this.#waiting.get(id) ?? {};
			this.#waiting.delete(id);
			if (error)
				reject?.(new Error(`Alfa: ${error}`));
			else
				resolve?.(result);
		};
		this.#worker.on('message', answer);
		/* A thread that has died answers nobody any more. */
		this.#worker.on('error', (error) => {
			this.#dead = error;
			for (const id of this.#waiting.keys())
				answer({ id, error: error.message });
		});
	}

	#dead = null;

	#judge(job) {
		if (this.#dead)
			throw new Error(`Alfa: ${this.#dead.message}`);
		return new Promise((resolve, reject) => {
			const id = ++this.#asked;
			this.#waiting.set(id, { resolve, reject });
			this.#worker.postMessage({ id, ...job });
		});
	}

	/* Looks at the open page as it is shown now. */
	async check(page, { width, scheme }, add, note) {
		const json = await page.evaluate(READ);
		const { height } = page.viewportSize();
		const { sure, asks } = await within(ALFA_S, 'Alfa',
			this.#judge({ json, width, height, scheme }));
		const check = `alfa ${width} ${scheme}`;
		add(check, sure
			.filter(({ what, html }) => !isKnown('alfa', what, html))
			.map((finding) => ({ ...finding,
				see: `${width} px wide, ${scheme} colours` })));
		for (const what of asks)
			note(check, { what });
	}

	close() {
		return this.#worker.terminate();
	}
}
