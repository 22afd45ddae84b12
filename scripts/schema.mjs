// Makes schema/<provider>.json, which editors read, from the props of each stack; schema/report.json from the type of the report; and the
// validators of props, which the loader of cluster files and the constructs share: the folders generated/ in
// lib/<provider>, lib/baseline, lib/compliance and lib/config.
//   node scripts/schema.mjs           makes what is not up to date
//   node scripts/schema.mjs --check   changes nothing; exit 1 when schema/ differs from what would be made
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(import.meta.url);
const root = dirname(dirname(script));
const checkOnly = process.argv.includes("--check");

const providers = readdirSync(join(root, "stacks"))
  .flatMap((file) => /^([a-z]+)-haven-stack\.ts$/.exec(file)?.[1] ?? [])
  .sort()
  .map((name) => {
    const stack = join(root, "stacks", `${name}-haven-stack.ts`);
    const [, prefix] = /interface (\w+)HavenStackProps\b/.exec(readFileSync(stack, "utf8")) ?? [];
    if (prefix === undefined) throw new Error(`${stack} has no interface …HavenStackProps`);
    return { name, prefix, schema: join(root, "schema", `${name}.json`), validator: generated(name) };
  });

/** Interfaces that get a validator of their own. A cluster's and a baseline's are checked in code too, without a file. */
const validators = [
  ...providers.map(({ prefix, validator }) => ({ type: `${prefix}HavenClusterProps`, file: validator })),
  { type: "TalosClusterProps", file: generated("talos") },
  { type: "BaselineConfig", file: generated("baseline") },
  { type: "ComplianceConfig", file: generated("compliance") },
  { type: "StackSettings", file: join(root, "lib", "config", "generated", "stack.ts") },
];

const reportSchema = join(root, "schema", "report.json");
const indexFile = join(root, "lib", "config", "generated", "index.ts");
const providersFile = join(root, "lib", "config", "generated", "providers.ts");
const inputs = hashOf([...inputFiles(), script, ...["ts-json-schema-generator", "ajv"].map(packageFile)]);

function generated(folder) {
  return join(root, "lib", folder, "generated", "props.ts");
}

if (!isUpToDate()) await make();

/** Before anything heavy is loaded: every build runs this. */
function isUpToDate() {
  const files = [...validators.map(({ file }) => file), indexFile, providersFile];
  return [...providers.map(({ schema }) => schema), reportSchema].every(existsSync) && files.every((file) => head(file).includes(stamp()));
}

async function make() {
  const stale = [];
  const generator = await schemaGenerator();
  const publish = (file, schema) => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) stale.push(file);
    if (!checkOnly) write(file, text);
  };
  for (const provider of providers) publish(provider.schema, publishedSchema(provider, generator));
  publish(reportSchema, publishedReport(generator));
  if (checkOnly) {
    for (const file of stale) console.error(`${file.slice(root.length + 1)} is not what the code says; run node scripts/schema.mjs`);
    process.exitCode = stale.length > 0 ? 1 : 0;
    return;
  }
  const compile = await validatorCompiler();
  const made = validators.map(({ type, file }) => [file, compile(withoutReferences(generator(type)), file)]);
  for (const [file, code] of [...made, [indexFile, lazyIndex()], [providersFile, providerList()]]) write(file, `${header(stamp())}${code}`);
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The props of the provider's stack as a schema that editors complete from. */
function publishedSchema({ name, prefix }, generator) {
  const { $schema, definitions, properties, required, ...rest } = generator(`${prefix}HavenStackProps`);
  return {
    $schema,
    title: `A Haven cluster on ${name}`,
    ...rest,
    properties: {
      provider: { type: "string", const: name, description: "Where the cluster runs." },
      extends: {
        type: "string",
        description: "File to inherit from, relative to this one; what stands here goes before what stands there.",
      },
      ...properties,
    },
    // What is missing here may be in the file that it extends; the loader checks them together.
    if: { required: ["extends"] },
    else: { required: ["provider", ...required] },
    definitions,
  };
}

/** What every other form of the report is made from, for who reads it with a program. */
function publishedReport(generator) {
  // The keyword is for editors; a strict validator of reports refuses those that it doesn't know.
  const { $schema, ...schema } = without(["patternErrorMessage"], generator("Report"));
  return { $schema, title: "The prediction of haven-cdktf for every cluster of an app", ...schema };
}

/** With every reference replaced by what it refers to, so that an error's path leads through the schema. */
function withoutReferences({ definitions, properties, required = [] }) {
  const resolve = (node) => {
    if (Array.isArray(node)) return node.map(resolve);
    if (typeof node !== "object" || node === null) return node;
    const { $ref, ...own } = node;
    const target = $ref === undefined ? {} : definitions[decodeURIComponent($ref.replace("#/definitions/", ""))];
    return mapValues({ ...target, ...own }, resolve);
  };
  return { properties: resolve(properties), required };
}

/** Without words for readers: no value is judged by them. */
function withoutWords(node) {
  return without(["description", "default", "patternErrorMessage"], node);
}

function without(keywords, node) {
  if (Array.isArray(node)) return node.map((item) => without(keywords, item));
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => !keywords.includes(key));
  return mapValues(Object.fromEntries(kept), (value, key) =>
    key === "properties" || key === "definitions" ? mapValues(value, (named) => without(keywords, named)) : without(keywords, value),
  );
}

/** Makes the schema of an exported interface, by its name. */
async function schemaGenerator() {
  const { default: ts } = await import("typescript");
  const generator = (await import("ts-json-schema-generator")).default;
  const options = {
    strict: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
  };
  const host = ts.createCompilerHost(options, true);
  // Configuration is plain data: nothing in it comes from a package, and reading those takes seconds.
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) => (text.startsWith(".") ? ts.resolveModuleName(text, from, options, host) : { resolvedModule: undefined }));
  const sources = [
    ...providers.map(({ name }) => join(root, "stacks", `${name}-haven-stack.ts`)),
    join(root, "lib", "compliance", "report.ts"),
  ];
  const program = ts.createProgram(sources, options, host);
  const config = {
    ...generator.DEFAULT_CONFIG,
    topRef: false,
    sortProps: false,
    discriminatorType: "open-api",
    extraTags: ["haven", "form"],
  };
  keepEveryHavenTag(generator.BasicAnnotationsReader);
  const { SchemaGenerator, createFormatter, createParser } = generator;
  return (type) =>
    finish(new SchemaGenerator(program, createParser(program, { ...config, type }), createFormatter(config), config).createSchema(type));
}

/** The generator keeps the last of several tags with one name, and a prop may serve two checks. */
function keepEveryHavenTag({ prototype }) {
  const { getAnnotations } = prototype;
  prototype.getAnnotations = function (node) {
    const annotations = getAnnotations.call(this, node);
    const tags = (node.symbol?.getJsDocTags() ?? []).filter(({ name }) => name === "haven");
    const haven = tags.map(({ text }) => text.map((part) => part.text).join(""));
    return tags.length > 0 ? { ...annotations, haven } : annotations;
  };
}

/** Turns our JSDoc into words for the reader, and what TypeScript can't say into schema. */
function finish(node, definitions = node.definitions) {
  if (Array.isArray(node)) return node.map((item) => finish(item, definitions));
  if (typeof node !== "object" || node === null) return node;
  const { default: given, haven, form, description, ...rest } = node;
  const schema = mapValues(rest, (value, key) =>
    key === "properties" || key === "definitions" ? mapValues(value, (named) => finish(named, definitions)) : finish(value, definitions),
  );
  // Every number in a cluster's file is a count.
  if (schema.type === "number") schema.type = "integer";
  // Each branch asks for it already, and one mistake is one problem.
  if (schema.discriminator) delete schema.required;
  // `string | undefined` of an index signature.
  const possible = schema.anyOf?.filter(({ not }) => not === undefined);
  if (possible?.length === 1) {
    delete schema.anyOf;
    Object.assign(schema, possible[0]);
  }
  const words = [
    description,
    given !== undefined && `Default: ${String(given).replace(/\s+/g, " ")}.`,
    haven !== undefined && `Haven check: ${haven.join(", ")}.`,
  ].filter(Boolean);
  const choices = schema.enum ?? definitions[schema.$ref?.replace("#/definitions/", "")]?.enum;
  const literal = typeof given === "number" || typeof given === "boolean" || choices?.includes(given);
  return {
    ...schema,
    ...(words.length > 0 && { description: words.join(" ") }),
    ...(literal && { default: given }),
    ...(form !== undefined && { patternErrorMessage: `must be ${form}` }),
  };
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

async function validatorCompiler() {
  const { default: Ajv } = await import("ajv");
  const { default: standalone } = await import("ajv/dist/standalone/index.js");
  return ({ properties, required }, file) => {
    const ajv = new Ajv.default({
      strict: true,
      allErrors: true,
      discriminator: true,
      messages: false,
      inlineRefs: false,
      code: { source: true },
    });
    // A definition each: ajv makes a function of every prop, and V8 compiles those that are called.
    ajv.addSchema({ $id: "props", definitions: mapValues(properties, withoutWords) });
    const names = Object.keys(properties);
    const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, `props#/definitions/${name}`])));
    const functions = code.replace('"use strict";', "").replaceAll(/exports\.(\w+) = (\w+);/g, "validators.$1 = $2;");
    const types = relative(dirname(file), join(root, "lib", "core", "schema", "props-schema"));
    return [
      `import type { Schema, Validate } from "${types.startsWith(".") ? types : `./${types}`}";`,
      "export const validators = {} as Record<string, Validate>;",
      functions,
      `export const required = ${JSON.stringify(required)};`,
      `export const schema = () => (${ascii(JSON.stringify({ type: "object", additionalProperties: false, properties, required }))}) as unknown as Schema;\n`,
    ].join("\n");
  };
}

/** One letter beyond Latin makes the whole of a source take two bytes a letter. */
function ascii(json) {
  return json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function lazyIndex() {
  const entries = providers.map(({ name }) => `  ${name}: () => require("../../${name}/generated/props") as PropsSchema,\n`);
  return [
    `import type { PropsSchema } from "../../core/schema/props-schema";\n`,
    `/** The props of each provider's cluster, loaded when a file first names the provider. */`,
    `export const clusterSchemas: Readonly<Record<string, () => PropsSchema>> = {\n${entries.join("")}};\n`,
  ].join("\n");
}

/** Descriptors of all providers: what commands read instead of lists of their own. */
function providerList() {
  const imports = providers.map(({ name }) => `import { descriptor as ${name} } from "../../${name}/provider";\n`);
  return `${imports.join("")}\nexport const descriptors = { ${providers.map(({ name }) => name).join(", ")} };\n`;
}

function header(hash) {
  return `// @ts-nocheck\n/* eslint-disable */\n// Made by scripts/schema.mjs ${hash}\n`;
}

/** Also true to what was published, so that a hand that changes schema/ is noticed. */
function stamp() {
  const hash = createHash("sha256").update(inputs);
  for (const file of [...providers.map(({ schema }) => schema), reportSchema]) hash.update(readFileSync(file));
  return hash.digest("hex");
}

function head(file) {
  return existsSync(file) ? readFileSync(file, "utf8").slice(0, 300) : "";
}

function inputFiles() {
  const lib = join(root, "lib");
  const ours = readdirSync(lib, { recursive: true })
    .filter((file) => file.endsWith(".ts") && !file.split(sep).includes("generated"))
    .map((file) => join(lib, file));
  const stacks = readdirSync(join(root, "stacks")).map((file) => join(root, "stacks", file));
  return [...ours, ...stacks].filter((file) => file.endsWith(".ts")).sort();
}

function packageFile(name) {
  return join(root, "node_modules", name, "package.json");
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest("hex");
}
