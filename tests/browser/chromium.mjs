/*
 * The installed Chromium, started so that it never leaves this
 * computer: every name but our own address is unknown to it. A page
 * that asks for another host is still seen asking.
 */
import { accessSync, constants } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
];

function findChromium() {
	for (const place of PLACES.filter(Boolean)) {
		try {
			accessSync(place, constants.X_OK);
			return place;
		} catch {
			/* The next place may have it. */
		}
	}
	throw new Error('Chromium is not installed: run .ci/setup browser');
}

export function startChromium(...more) {
	return chromium.launch({
		executablePath: findChromium(),
		/* Chromium refuses to run its sandbox as root, as in containers. */
		chromiumSandbox: process.getuid?.() !== 0,
		args: [
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
			...more,
		],
	});
}

/* Settles styles and layout after the window or the colours changed. */
export function settle(page) {
	return page.evaluate(() => new Promise((done) => {
		requestAnimationFrame(() => requestAnimationFrame(done));
	}));
}

/* A promise that fails when the work takes too long. */
export function within(seconds, what, work) {
	let timer;
	const late = new Promise((resolve, reject) => {
		timer = setTimeout(() => reject(
			new Error(`${what} took more than ${seconds} s`)), seconds * 1000);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
