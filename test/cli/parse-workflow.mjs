// Prints what GitHub's own parser has against a workflow on standard input. It is a module, which the tests can't import.
import { readFileSync } from "node:fs";
import { register } from "node:module";

// It imports JSON as bundlers take it, and Node doesn't.
const asJson = `export const load = (url, context, next) =>
  next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context);`;
register(`data:text/javascript,${encodeURIComponent(asJson)}`);

const { NoOperationTraceWriter, parseWorkflow } = await import("@actions/workflow-parser");
const { context } = parseWorkflow({ name: "haven.yml", content: readFileSync(0, "utf8") }, new NoOperationTraceWriter());
console.log(JSON.stringify(context.errors.getErrors().map(({ message }) => message)));
