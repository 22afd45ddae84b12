// Makes schema/<provider>.json, which editors read, and lib/config/generated/, which validates, from the props of each stack. And
// schema/report.json from the type of the report.
//   node scripts/schema.mjs           makes what is not up to date
//   node scripts/schema.mjs --check   changes nothing; exit 1 when schema/ differs from what would be made
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(import.meta.url);
const root = dirname(dirname(script));
const generated = join(root, "lib", "config", "generated");
const checkOnly = process.argv.includes("--check");

const providers = readdirSync(join(root, "stacks"))
  .flatMap((file) => /^([a-z]+)-haven-stack\.ts$/.exec(file)?.[1] ?? [])
  .sort()
  .map((name) => ({
    name,
    stack: join(root, "stacks", `${name}-haven-stack.ts`),
    schema: join(root, "schema", `${name}.json`),
    validator: join(generated, `${name}.ts`),
  }));

const reportSchema = join(root, "schema", "report.json");
const indexFile = join(generated, "index.ts");
const inputs = hashOf([...inputFiles(), script, ...["ts-json-schema-generator", "ajv"].map(packageFile)]);

if (!isUpToDate()) await make();

/** Before anything heavy is loaded: every build runs this. */
function isUpToDate() {
  return (
    providers.every(({ schema, validator }) => existsSync(schema) && head(validator).includes(stamp(schema))) &&
    existsSync(reportSchema) &&
    head(indexFile).includes(stamp(reportSchema))
  );
}

async function make() {
  const stale = [];
  const validators = [];
  const ajv = await validatorCompiler();
  const publish = (file, schema) => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) stale.push(file);
    if (checkOnly) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const provider of providers) {
    const published = await publishedSchema(provider);
    publish(provider.schema, published);
    if (!checkOnly) validators.push([provider, ajv(validatedSchema(published))]);
  }
  publish(reportSchema, await publishedReport());
  if (checkOnly) {
    for (const file of stale) console.error(`${file.slice(root.length + 1)} is not what the code says; run node scripts/schema.mjs`);
    process.exitCode = stale.length > 0 ? 1 : 0;
    return;
  }
  mkdirSync(generated, { recursive: true });
  const made = [indexFile, ...providers.map(({ validator }) => validator)];
  for (const file of readdirSync(generated).map((name) => join(generated, name))) if (!made.includes(file)) rmSync(file);
  for (const [{ validator, schema }, code] of validators) writeFileSync(validator, `${header(stamp(schema))}${code}`);
  writeFileSync(indexFile, `${header(stamp(reportSchema))}${lazyIndex()}`);
}

/** The props of the provider's stack as a schema that editors complete from. */
async function publishedSchema({ name, stack }) {
  const prefix = /interface (\w+)HavenStackProps\b/.exec(readFileSync(stack, "utf8"))?.[1];
  if (prefix === undefined) throw new Error(`${stack} has no interface …HavenStackProps`);
  const { $schema, definitions, properties, required, ...rest } = finish(await schemaOf(stack, `${prefix}HavenStackProps`));
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
async function publishedReport() {
  const { $schema, ...schema } = finish(await schemaOf(join(root, "lib", "compliance", "report.ts"), "Report"));
  return { $schema, title: "The prediction of haven-cdktf for every cluster of an app", ...schema };
}

/** The same for a file that is merged with all that it extends, without references, so that an error's path leads through the schema. */
function validatedSchema(published) {
  const { definitions } = published;
  const resolve = (node) => {
    if (Array.isArray(node)) return node.map(resolve);
    if (typeof node !== "object" || node === null) return node;
    const { $ref, ...own } = node;
    const target = $ref === undefined ? {} : definitions[decodeURIComponent($ref.replace("#/definitions/", ""))];
    return mapValues({ ...target, ...own }, resolve);
  };
  const { $schema, title, type, additionalProperties } = published;
  const properties = resolve(published.properties);
  delete properties.extends;
  return { $schema, title, type, additionalProperties, properties, required: published.else.required };
}

/** With every prop in a definition: ajv makes a function of each, and V8 compiles those that are called. */
function separate({ properties, ...schema }) {
  return { ...schema, properties: mapValues(properties, (prop, name) => ({ $ref: `#/definitions/${name}` })), definitions: properties };
}

/** Without what no value is judged by. */
function withoutWords(node) {
  if (Array.isArray(node)) return node.map(withoutWords);
  if (typeof node !== "object" || node === null) return node;
  const judging = Object.entries(node).filter(([key]) => key !== "description" && key !== "default");
  return mapValues(Object.fromEntries(judging), (value, key) =>
    key === "properties" ? mapValues(value, withoutWords) : withoutWords(value),
  );
}

async function schemaOf(file, type) {
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
  const program = ts.createProgram([file], options, host);
  const config = {
    ...generator.DEFAULT_CONFIG,
    type,
    topRef: false,
    sortProps: false,
    discriminatorType: "open-api",
    extraTags: ["haven"],
  };
  keepEveryHavenTag(generator.BasicAnnotationsReader);
  const { SchemaGenerator, createFormatter, createParser } = generator;
  return new SchemaGenerator(program, createParser(program, config), createFormatter(config), config).createSchema(type);
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
  const { default: given, haven, description, ...rest } = node;
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
  };
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

async function validatorCompiler() {
  const { default: Ajv } = await import("ajv");
  const { default: standalone } = await import("ajv/dist/standalone/index.js");
  return (schema) => {
    const ajv = new Ajv.default({
      strict: true,
      allErrors: true,
      discriminator: true,
      messages: false,
      inlineRefs: false,
      code: { source: true },
    });
    const [, exported, code] = /^"use strict";module\.exports = (\w+);module\.exports\.default = \w+;([^]*)$/.exec(
      standalone.default(ajv, ajv.compile(separate(withoutWords(schema)))),
    );
    return [
      `import type { Schema, Validate } from "../provider-schema";`,
      code,
      `export const validate = ${exported} as unknown as Validate;`,
      `export const schema = () => (${ascii(JSON.stringify(schema))}) as unknown as Schema;\n`,
    ].join("\n");
  };
}

/** One letter beyond Latin makes the whole of a source take two bytes a letter. */
function ascii(json) {
  return json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function lazyIndex() {
  const entries = providers.map(({ name }) => `  ${name}: () => require("./${name}") as ProviderSchema,\n`);
  return [
    `import type { ProviderSchema } from "../provider-schema";\n`,
    `/** Each loaded when a file first names its provider. */`,
    `export const providerSchemas: Readonly<Record<string, () => ProviderSchema>> = {\n${entries.join("")}};\n`,
  ].join("\n");
}

function header(hash) {
  return `// @ts-nocheck\n/* eslint-disable */\n// Made by scripts/schema.mjs ${hash}\n`;
}

/** Also true to what was published, so that a hand that changes schema/ is noticed. */
function stamp(schema) {
  return createHash("sha256").update(inputs).update(readFileSync(schema)).digest("hex");
}

function head(file) {
  return existsSync(file) ? readFileSync(file, "utf8").slice(0, 300) : "";
}

function inputFiles() {
  const lib = join(root, "lib");
  const ours = readdirSync(lib, { recursive: true })
    .filter((file) => file.endsWith(".ts") && !join(lib, file).startsWith(generated))
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
