// Runs the steps of a job as a runner would, as far as one can without one.
//
//   node tests/workflows/runner.mjs WORKFLOW JOB FOLDER NAME=VALUE...
//
// FOLDER stands for the runner: FOLDER/site is the checkout, and these are
// left there for the caller to look at:
//
//   log        what the steps printed
//   summary    the summary of the run
//   uses       a line for each step that would run another's action
//
// A step's shell runs for real. An action of this repository (that is the
// folder above) is taken apart into its steps; any other is written down
// alone. Names are contexts ("github.ref=refs/heads/main") or, written in
// capitals, of the environment. Exit status: 0 when the job would succeed, 1
// when a step failed, 2 for a workflow that this runner does not understand.
import { spawnSync } from "node:child_process";
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync,
	writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import YAML from "yaml";

const top = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [workflow, jobName, folder, ...settings] = process.argv.slice(2);
const site = join(folder, "site");
const contexts = {};
const environment = {};
for (const setting of settings) {
	const at = setting.indexOf("=");
	const name = setting.slice(0, at), value = setting.slice(at + 1);
	(name === name.toUpperCase() ? environment : contexts)[name] = value;
}

// ------------------------------ expressions ------------------------------

function give_up(why) {
	process.stderr.write(`runner.mjs: ${why}\n`);
	process.exit(2);
}

// Of what GitHub has: names, texts, == != && || ! ( ) and cancelled().
function evaluate(expression, scope) {
	const tokens = expression.match(/'[^']*'|[\w.-]+|==|!=|&&|\|\||[!()]|\S/g);
	const words = tokens.map((token) => {
		if (/^'[^']*'$/.test(token))
			return JSON.stringify(token.slice(1, -1));
		if (token === "cancelled")
			return "no";
		if (/^[a-z]/.test(token))
			return `value(${JSON.stringify(token)})`;
		if (/^(==|!=|&&|\|\||[!()])$/.test(token))
			return token;
		return give_up(`'${token}' in an expression: ${expression}`);
	});
	const value = (name) => scope[name] ?? contexts[name] ?? "";
	return Function("value", "no", `return (${words.join(" ")});`)(value, () => false);
}

function fill(text, scope) {
	return String(text).replace(/\$\{\{(.*?)\}\}/gs, (_, expression) =>
		String(evaluate(expression, scope)));
}

function fill_all(mapping, scope) {
	return Object.fromEntries(Object.entries(mapping ?? {}).map(
		([name, value]) => [name, fill(value, scope)]));
}

// --------------------------------- steps ---------------------------------

const log = openSync(join(folder, "log"), "a");
let hasFailed = false;
let count = 0;

function outputs_of(file) {
	const found = {};
	for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
		const at = line.indexOf("=");
		found[line.slice(0, at)] = line.slice(at + 1);
	}
	return found;
}

function run_shell(step, scope, extra) {
	const script = join(folder, `step-${++count}.sh`);
	const outputs = join(folder, `step-${count}.outputs`);
	const shell = step.shell ?? "sh";
	if (shell !== "sh" && shell !== "bash")
		give_up(`the shell '${shell}'`);
	writeFileSync(script, step.run);
	writeFileSync(outputs, "");
	const ended = spawnSync(shell, ["-e", script], {
		cwd: resolve(site, fill(step["working-directory"] ?? ".", scope)),
		stdio: ["ignore", log, log],
		env: {
			PATH: process.env.PATH, HOME: join(folder, "home"),
			CI: "true", GITHUB_ACTIONS: "true",
			GITHUB_WORKSPACE: site,
			GITHUB_OUTPUT: outputs,
			GITHUB_STEP_SUMMARY: join(folder, "summary"),
			RUNNER_TEMP: join(folder, "temp"),
			...environment, ...extra, ...fill_all(step.env, scope),
		},
	});
	return { ok: ended.status === 0, outputs: outputs_of(outputs) };
}

function run_step(step, scope, extra) {
	if (step.run !== undefined)
		return run_shell(step, scope, extra);
	if (step.uses.startsWith("./"))
		return run_action(join(top, step.uses), fill_all(step.with, scope));
	const options = Object.entries(fill_all(step.with, scope));
	appendFileSync(join(folder, "uses"), [step.uses.replace(/@.*/, ""),
		...options.map(([name, value]) => `${name}=${value}`)].join(" ") + "\n");
	return { ok: true, outputs: {} };
}

function run_steps(steps, scope, extra) {
	let ok = true;
	for (const step of steps) {
		let condition = String(step.if ?? "success").replace(/^\$\{\{|\}\}$/g, "");
		const always = /cancelled\(\)/.test(condition);
		if (!ok && !always)
			continue;
		if (step.if !== undefined && !evaluate(condition, scope))
			continue;
		const result = run_step(step, scope, extra);
		if (!result.ok && step["continue-on-error"] !== true)
			ok = false;
		for (const [name, value] of Object.entries(result.outputs))
			if (step.id !== undefined)
				scope[`steps.${step.id}.outputs.${name}`] = value;
	}
	return ok;
}

function run_action(where, inputs) {
	const action = YAML.parse(readFileSync(join(where, "action.yml"), "utf8"));
	const scope = {};
	for (const name of Object.keys(inputs))
		if (action.inputs[name] === undefined)
			give_up(`the action has no input '${name}'`);
	for (const [name, input] of Object.entries(action.inputs)) {
		if (input.required && inputs[name] === undefined)
			give_up(`the action needs the input '${name}'`);
		scope[`inputs.${name}`] = inputs[name] ?? input.default ?? "";
	}
	const ok = run_steps(action.runs.steps, scope, { GITHUB_ACTION_PATH: where });
	const outputs = Object.fromEntries(Object.entries(action.outputs ?? {}).map(
		([name, output]) => [name, fill(output.value, scope)]));
	return { ok, outputs };
}

for (const name of ["home", "temp"])
	if (!existsSync(join(folder, name)))
		mkdirSync(join(folder, name));
for (const name of ["uses", "summary"])
	writeFileSync(join(folder, name), "");
const job = YAML.parse(readFileSync(workflow, "utf8")).jobs[jobName];
if (job === undefined)
	give_up(`there is no job '${jobName}'`);
if (job.if !== undefined && !evaluate(job.if, {})) {
	appendFileSync(join(folder, "log"), "the job is not for this\n");
} else {
	hasFailed = !run_steps(job.steps, {}, {});
}
closeSync(log);
process.exitCode = hasFailed ? 1 : 0;
