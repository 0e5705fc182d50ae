/*
 * Tests a published folder in a real browser.
 *
 *   node tests/browser/run.mjs PUBLIC_DIR [--base /path] [--quick|--thorough]
 *        [--pages a,b,c [--read-all]] [--report FILE] [--shots DIR]
 *
 * Prints a line for each failed check; the last line counts. Exit 0
 * when all passed, 1 when any failed, 2 when the command was wrong.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkSite } from './check.mjs';
import { tidyBase } from './server.mjs';
import { takeShots } from './shots.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPORT = path.join(HERE, '../../build/test/browser.json');
const USAGE = 'usage: run.mjs PUBLIC_DIR [--base /path] [--quick|--thorough] ' +
	'[--pages a,b,c [--read-all]] [--report FILE] [--shots DIR]';

function readArguments() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			base: { type: 'string', default: '' },
			pages: { type: 'string', default: '' },
			'read-all': { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			thorough: { type: 'boolean', default: false },
			report: { type: 'string', default: REPORT },
			shots: { type: 'string' },
		},
	});
	if (positionals.length !== 1)
		throw new Error('name one folder to test');
	return {
		folder: positionals[0],
		base: tidyBase(values.base),
		only: values.pages.split(',').filter(Boolean),
		readAll: values['read-all'],
		quick: values.quick,
		thorough: values.thorough,
		report: values.report,
		shots: values.shots,
	};
}

async function check(wanted) {
	let report;
	try {
		report = await checkSite(wanted);
	} catch (error) {
		/* Nothing was tested: that is never a pass. */
		console.log(`FAIL ${wanted.folder}: run: ${error.message}`);
		console.log('browser: 0 passed, 1 failed');
		return 1;
	}
	await report.save(wanted.report);
	for (const line of report.lines())
		console.log(line);
	/* The other engines ask a person to look at every page. */
	const unsure = new Set(report.undecided
		.filter(({ check }) => check.startsWith('axe'))
		.map(({ page }) => page)).size;
	if (unsure) {
		console.log(`look: axe could not decide something on ${unsure} ` +
			`pages, see ${path.relative('', wanted.report)}`);
	}
	console.log(report.totals('browser'));
	return report.failed.length ? 1 : 0;
}

let wanted;
try {
	wanted = readArguments();
} catch (error) {
	console.error(`${error.message}\n${USAGE}`);
	process.exit(2);
}
if (wanted.shots) {
	for (const file of await takeShots({ ...wanted, into: wanted.shots }))
		console.log(file);
} else {
	process.exitCode = await check(wanted);
}
