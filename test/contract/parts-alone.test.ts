import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Construct } from "constructs";
import { ConfigurationError } from "../../lib";
import { synthesize } from "../../lib/testing";

type Part = new (scope: Construct, id: string, props: object) => Construct;

const root = join(__dirname, "../..");
const providers = readdirSync(join(root, "stacks")).flatMap((file) => /^(\w+)-haven-stack\.ts$/.exec(file)?.[1] ?? []);

/** Classes that a package entry exports and that make resources. */
function parts(provider: string): [string, Part][] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- providers are found, not listed
  const entry = require(join(root, "lib", provider)) as Readonly<Record<string, unknown>>;
  return Object.entries(entry).filter(
    // A provider block takes no props that could be impossible.
    (pair): pair is [string, Part] => typeof pair[1] === "function" && pair[1].prototype instanceof Construct && pair[1].length > 2,
  );
}

const all = providers.flatMap((provider) => parts(provider).map(([name, part]) => [provider, name, part] as const));

test("every provider exports parts", () => {
  expect([...new Set(all.map(([provider]) => provider))]).toEqual(providers);
});

// What a part takes from other parts is left out: it must not look at those before it has looked at its own props.
const impossible = {
  name: "Not A Name!",
  region: "nowhere",
  projectId: "No",
  resourceGroupName: "a/b",
  tags: {},
  subnets: [],
  zones: [],
  zoneConfigs: [],
  network: { zones: [] },
  image: {},
  role: "worker",
};

test.each(all)("%s: %s refuses impossible props when it is used alone", (_, __, part) => {
  const make = () =>
    synthesize((stack) => {
      new part(stack, "part", impossible);
    });

  expect(make).toThrow(ConfigurationError);
  expect(make).toThrow(/^test\/part: \d+ problem/);
});
