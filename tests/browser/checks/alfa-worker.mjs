/*
 * The thread in which Alfa works. It is sent { id, json, width, height,
 * scheme } and answers { id, sure, asks } or { id, error }.
 */
import { parentPort } from 'node:worker_threads';
import { Audit, Outcome } from '@siteimprove/alfa-act';
import { Device, Display, Preference, Scripting, Viewport }
	from '@siteimprove/alfa-device';
import { Node } from '@siteimprove/alfa-dom';
import { Request, Response } from '@siteimprove/alfa-http';
import { Rules } from '@siteimprove/alfa-rules';
import { Page } from '@siteimprove/alfa-web';

/*
 * R65, that the focus can be seen, only ever passes or asks, and is a sixth
 * of the work: the focus check answers it with pixels.
 */
const UNUSED = new Set(['sia-r65']);
const RULES = [...Rules.values()].filter((rule) => !UNUSED.has(nameOf(rule)));

function nameOf(rule) {
	return rule.uri.split('/').at(-1);
}

/* A rule is about an element, an attribute, a text or several of them. */
function whereOf(target) {
	const first = target.path ? target : [...target][0];
	return {
		where: first.path(),
		html: first.toString().replace(/\s+/g, ' ').slice(0, 300),
	};
}

function whyOf(outcome) {
	return [...outcome.expectations]
		.map(([, result]) => result)
		.filter((result) => result.isErr())
		.map((result) => result.getErrUnsafe().message)
		.join('; ');
}

async function judge({ json, width, height, scheme }) {
	const device = Device.of(Device.Type.Screen, Viewport.of(width, height),
		Display.of(1), Scripting.of(true),
		[Preference.of('prefers-color-scheme', scheme),
			Preference.of('prefers-reduced-motion', 'reduce')]);
	const page = Page.of(Request.empty(), Response.empty(),
		Node.from(JSON.parse(json), device), device);
	const outcomes = [...await Audit.of(page, RULES).evaluate()];
	if (!outcomes.some(Outcome.isPassed))
		throw new Error('no rule had anything to look at');
	return {
		sure: outcomes.filter(Outcome.isFailed).map((outcome) => ({
			what: `${whyOf(outcome)} (${nameOf(outcome.rule)})`,
			...whereOf(outcome.target),
			help: outcome.rule.uri,
		})),
		asks: [...new Set(outcomes.filter(Outcome.isCantTell)
			.map(({ rule }) => nameOf(rule)))],
	};
}

parentPort.on('message', async ({ id, ...job }) => {
	try {
		parentPort.postMessage({ id, ...await judge(job) });
	} catch (error) {
		parentPort.postMessage({ id, error: error.message });
	}
});
