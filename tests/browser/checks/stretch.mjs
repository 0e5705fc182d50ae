/*
 * What readers do to a page: larger words, wider spaces, more zoom, other
 * colours, big thumbs. Nothing may be lost (WCAG 1.4.4, 1.4.10, 1.4.12,
 * 2.5.5, and forced colours).
 */
import { settle } from '../chromium.mjs';
import { installNames, withStyle } from './page.mjs';

/* The smallest values of WCAG 1.4.12, over everything. */
const SPACING = `* {
	line-height: 1.5 !important;
	letter-spacing: 0.12em !important;
	word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }`;
const LARGE = 'html { font-size: 200% !important; }';
const TARGET_PX = 44;

/* Sideways scroll, and boxes that cut off the words in them. */
function readLost() {
	const root = document.scrollingElement;
	const lost = [];
	if (root.scrollWidth > window.innerWidth)
		lost.push({ what: `scrolls sideways, ${root.scrollWidth} px wide`,
			where: 'html' });
	for (const element of document.querySelectorAll('body *')) {
		const style = getComputedStyle(element);
		const cuts = /^(hidden|clip)$/.test(style.overflowY) &&
			element.scrollHeight > element.clientHeight + 2;
		/* Words for screen readers alone are clipped on purpose. */
		if (cuts && style.clipPath === 'none' && element.textContent.trim() &&
			!element.closest('svg'))
			lost.push({ what: 'words are cut off', where: window.nameOf(element) });
	}
	return lost.slice(0, 5);
}

async function lostWords(page, how) {
	await settle(page);
	return (await page.evaluate(readLost))
		.map((finding) => ({ ...finding, see: how }));
}

/* Links and buttons that stand alone; those in a sentence are as tall as
 * its line. */
function readSmall(least) {
	const tidy = (text) => text.replace(/\s+/g, ' ').trim();
	return [...document.querySelectorAll('a[href], button, input, textarea, ' +
		'select, summary')]
		.filter((element) => element.checkVisibility() &&
			/* A word that is explained below is part of its text. */
			!element.matches('.skip, a[href^="#word_"]'))
		.filter((element) => {
			const block = element.closest('p, li, dd, dt, td, th, h1, h2, h3, ' +
				'h4, figcaption, caption, address') ?? element;
			return element.localName !== 'a' ||
				tidy(block.textContent) === tidy(element.textContent) ||
				getComputedStyle(element).display !== 'inline';
		})
		.filter((element) => {
			/* A label belongs to its button. */
			const boxes = [element, ...(element.labels ?? [])]
				.map((part) => part.getBoundingClientRect());
			return Math.max(...boxes.map(({ height }) => height)) < least - 0.5;
		})
		.slice(0, 5)
		.map((element) => ({
			where: window.nameOf(element),
			high: Math.round(element.getBoundingClientRect().height),
		}));
}

/* Shapes that melt into the page when the reader chose the colours. */
function readVanished() {
	const probe = document.createElement('span');
	probe.style.color = 'Canvas';
	document.body.append(probe);
	const canvas = getComputedStyle(probe).color;
	probe.remove();
	const drawn = (colour) => colour !== 'none' && colour !== canvas &&
		!/^rgba.*, 0\)$/.test(colour);
	return [...document.querySelectorAll('main svg')]
		.filter((svg) => svg.checkVisibility() && !svg.parentElement.closest('svg'))
		.filter((svg) => ![...svg.querySelectorAll('path, rect, circle, line, text')]
			.some((shape) => {
				const style = getComputedStyle(shape);
				return drawn(style.stroke) || drawn(style.fill);
			}))
		.slice(0, 5)
		.map((svg) => ({ where: window.nameOf(svg) }));
}

/* States of a chart that look alike, once the reader chose the colours: by
 * what fills them, a pattern by what it draws. */
function readAlike() {
	const fillOf = (shape) => {
		const { fill } = getComputedStyle(shape);
		const id = /url\("?#([^")]+)/.exec(fill)?.[1];
		return id ? document.getElementById(id)?.innerHTML ?? 'none' : fill;
	};
	const alike = [];
	for (const chart of document.querySelectorAll('.chart')) {
		const seen = new Map();
		for (const swatch of chart.querySelectorAll('.key rect')) {
			const fill = fillOf(swatch);
			const state = swatch.getAttribute('class');
			const band = chart.querySelector(`path.${state}`);
			if (seen.has(fill))
				alike.push(`${state} looks like ${seen.get(fill)}`);
			if (band && fillOf(band) !== fill)
				alike.push(`${state} looks other than its label`);
			seen.set(fill, state);
		}
	}
	return alike;
}

export async function checkStretch(page, add) {
	await installNames(page);
	await page.setViewportSize({ width: 320, height: 256 });
	add('zoom 400 %', await lostWords(page,
		'make the window 320 px wide and 256 px high'));
	await page.setViewportSize({ width: 320, height: 800 });
	add('text spacing', await withStyle(page, SPACING, () => lostWords(page,
		'set the spacing of WCAG 1.4.12 in a window 320 px wide')));
	await page.setViewportSize({ width: 1280, height: 800 });
	add('text 200 %', await withStyle(page, LARGE, () => lostWords(page,
		'set the size of letters in the browser to twice as large')));
	add('targets', (await page.evaluate(readSmall, TARGET_PX))
		.map(({ where, high }) => ({
			what: `a target ${high} px high, ${TARGET_PX} px wanted`, where,
			see: 'measure it in the browser',
		})));
	await page.emulateMedia({ forcedColors: 'active' });
	await settle(page);
	const see = 'choose a high contrast theme';
	add('forced colours', [
		...(await page.evaluate(readVanished))
			.map(({ where }) => ({ what: 'a drawing is not drawn', where, see })),
		...(await page.evaluate(readAlike))
			.map((what) => ({ what, where: '.chart', see })),
	]);
	await page.emulateMedia({ forcedColors: 'none' });
}
