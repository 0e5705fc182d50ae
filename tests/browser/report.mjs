/*
 * What was checked and what came of it. One check of one page counts
 * once, however many things it found.
 *
 * A finding is { what, where, see }: what is wrong, the element or
 * line it is about, and how a person can see it. It may carry more
 * fields, which go into the JSON file only.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export class Report {
	checks = [];
	undecided = [];

	/* Records one check of one page; no findings means it passed. */
	add(page, check, findings) {
		this.checks.push({ page, check, passed: !findings.length, findings });
	}

	/* Something a tool could not decide: for a person to look at. */
	note(page, check, finding) {
		this.undecided.push({ page, check, ...finding });
	}

	get failed() {
		return this.checks.filter((check) => !check.passed);
	}

	get passed() {
		return this.checks.filter((check) => check.passed);
	}

	/* One line for each failed check, ready to print. */
	lines() {
		return this.failed
			.map(failLine)
			.sort();
	}

	totals(title) {
		return `${title}: ${this.passed.length} passed, ` +
			`${this.failed.length} failed`;
	}

	async save(file) {
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, `${JSON.stringify({
			passed: this.passed.length,
			failed: this.failed.length,
			checks: this.failed,
			undecided: this.undecided,
		}, null, '\t')}\n`);
	}
}

function failLine({ page, check, findings }) {
	const [{ what, where, see }] = findings;
	const parts = [what, where, see].filter(Boolean).map(oneLine);
	const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
	return `FAIL ${page}: ${check}: ${parts.join(', ')}${more}`;
}

function oneLine(text) {
	const line = String(text).replace(/\s+/g, ' ').trim();
	return line.length > 240 ? `${line.slice(0, 239)}…` : line;
}
