import { App } from "cdktf";
import { ConfigurationError } from "../../lib";
import { fileSchema } from "../../lib/config/file-schema";
import type { Schema } from "../../lib/core/schema/props-schema";
import { providers } from "../../stacks/providers";
import { loadOne } from "../config/files";
import { reference } from "../support/reference";

/** A value that a schema refuses, and where. */
interface Broken {
  readonly path: string;
  readonly value: unknown;
  /** Props that hold it and nothing else. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** A value just outside each bound of a schema, at every place that has one. */
function broken(schema: Schema, path: string, within: (value: unknown) => Record<string, unknown>): Broken[] {
  const {
    type,
    minimum,
    maximum,
    pattern,
    minItems,
    maxItems,
    minLength,
    maxLength,
    items,
    properties = {},
    oneOf = [],
    anyOf = [],
  } = schema as Schema & { [key in "minItems" | "maxItems" | "minLength" | "maxLength"]?: number } & { readonly pattern?: string };
  const values: unknown[] = [
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
    ...(pattern === undefined ? [] : [" ", "/"].filter((text) => !new RegExp(pattern, "u").test(text)).slice(0, 1)),
    ...(minLength === undefined ? [] : ["x".repeat(minLength - 1)]),
    ...(maxLength === undefined ? [] : ["x".repeat(maxLength + 1)]),
    ...(minItems === undefined ? [] : [Array.from({ length: minItems - 1 }, () => "10.0.0.0/8")]),
    ...(maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, () => "10.0.0.0/8")]),
  ];
  const below = Object.entries(properties).flatMap(([key, property]) => {
    // What tells the branches of a union apart.
    const tags = Object.fromEntries(
      Object.entries(properties).flatMap(([name, { const: value }]) => (value === undefined ? [] : [[name, value]])),
    );
    return broken(property, path === "" ? key : `${path}.${key}`, (value) => within({ ...tags, [key]: value }));
  });
  return [
    ...values.map((value) => ({ path, value, props: within(value) })),
    ...(type === "array" && items ? broken(items, `${path}[0]`, (value) => within([value])) : []),
    ...below,
    ...[...oneOf, ...anyOf].flatMap((branch) => broken(branch, path, within)),
  ];
}

/** What a cluster in code is told about a path. */
function refusedInCode(provider: string, props: object): readonly string[] {
  try {
    providers[provider]?.().addStack(new App(), "zaken", props);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(({ path, message }) => `${path} ${message}`);
  }
}

const cases = Object.keys(providers).flatMap((provider) => {
  const schema = fileSchema(provider)?.schema() ?? {};
  return broken(schema, "", (value) => value as Record<string, unknown>).map((found) => [provider, found] as const);
});

test("every provider's schema has bounds", () => {
  for (const provider of Object.keys(providers)) {
    expect(cases.filter(([name]) => name === provider).length).toBeGreaterThan(30);
  }
});

test.each(Object.keys(providers))("%s: code and files refuse what is out of bounds in the same words", (provider) => {
  const different = cases
    .filter(([name]) => name === provider)
    .flatMap(([, { path, value, props }]) => {
      const given = { ...reference(provider), ...props };
      const inFile = loadOne(JSON.stringify({ provider, ...given })).problems.map((problem) => problem.replace(/^\S+ /, ""));
      const ofPath = inFile.filter((problem) => problem.startsWith(`${path} `));
      const inCode = refusedInCode(provider, given).filter((problem) => problem.startsWith(`${path} `));
      const same = ofPath.length > 0 && ofPath.every((problem) => inCode.includes(problem));
      return same ? [] : [{ path, value, file: ofPath, code: inCode }];
    });

  expect(different).toEqual([]);
});
