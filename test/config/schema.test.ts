import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { loadOne, valid } from "./files";

const root = join(__dirname, "../..");
const read = (name: string) => JSON.parse(readFileSync(join(root, "schema", name), "utf8")) as Json;

interface Json {
  readonly [key: string]: Json | undefined;
}

const azure = read("azure.json");

function nodes(node: Json): Json[] {
  return [node, ...Object.values(node).flatMap((child) => (typeof child === "object" ? nodes(child) : []))];
}

test("the committed schemas are those of the code", () => {
  expect(() => execFileSync(process.execPath, [join(root, "scripts/schema.mjs"), "--check"], { stdio: "pipe" })).not.toThrow();
});

test("every provider has one", () => {
  const stacks = readdirSync(join(root, "stacks")).flatMap((file) => /^(\w+)-haven-stack\.ts$/.exec(file)?.[1] ?? []);

  expect(stacks.filter((name) => read(`${name}.json`).properties?.provider?.const === (name as unknown))).toEqual(stacks);
});

test("the schema is one that editors can read", () => {
  expect(azure.$schema).toBe("http://json-schema.org/draft-07/schema#");
  expect(() => new Ajv({ strict: false, discriminator: true }).compile(azure)).not.toThrow();
});

test("a map takes no other keys, unless they are the user's own", () => {
  const open = nodes(azure).filter(
    ({ type, oneOf, additionalProperties }) => (type as unknown) === "object" && !oneOf && (additionalProperties as unknown) !== false,
  );

  expect(open.map(({ additionalProperties }) => additionalProperties?.type)).toEqual(open.map(() => "string"));
  expect(open.length).toBeGreaterThan(0);
});

test("an editor shows what a key means, its default and the check that it serves", () => {
  const version = azure.properties?.kubernetesVersion?.description as unknown as string;

  expect(version).toMatch(/^Kubernetes minor.* Default: the newest minor .*\. Haven check: kubernetesversion, cncf\.$/);
  expect(azure.definitions?.AzureNatGatewayEgress?.properties?.addresses).toMatchObject({
    type: "integer",
    default: 1,
    minimum: 1,
    maximum: 16,
  });
  expect(azure.properties?.upgrades?.default).toBe("patch");
  expect(azure.properties?.logging).not.toHaveProperty("default");
});

test("a file that extends another need not be whole in the editor", () => {
  const validate = new Ajv({ strict: false, discriminator: true }).compile(azure);

  expect(validate({ extends: "../defaults.yaml", name: "utrecht" })).toBe(true);
  expect(validate({ provider: "azure", name: "utrecht" })).toBe(false);
  expect(validate({ provider: "azure", ...loadOne(valid).file.config })).toBe(true);
});
