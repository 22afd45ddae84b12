import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { azureProblems } from "../../lib/azure/config/cluster";
import { formatProblems, loadClusterFiles } from "../../lib/config";
import { directory, loadOne, valid } from "./files";

const clusters = join(directory({ "clusters/zaken.yaml": valid }), "clusters");
const path = join(clusters, "zaken.yaml");

/** Loads a text as the only cluster, and checks it as `main.ts` does. */
function check(content: string | Uint8Array) {
  writeFileSync(path, content);
  const [file] = loadClusterFiles(clusters);
  if (file === undefined) throw new Error("no file");
  const problems = [...file.problems, ...(file.provider === "azure" ? azureProblems(file.config).map(file.locate) : [])];
  expect(formatProblems(problems)).toMatch(/\d+ problems?\. Nothing was written\.$/);
  for (const problem of problems)
    expect(problem).toMatchObject({ file: path, path: expect.any(String) as string, message: expect.stringMatching(/^[^\n]+$/) as string });
  return { file, problems };
}

test("any text or bytes give a file or problems", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array({ maxLength: 200 })), (content) => {
      const { file } = check(content);
      expect(file.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

const piece = fc.constantFrom(
  ...Array.from("[]{}:,-?!&*#|>'\"%@` \n\t"),
  "\n  ",
  ": ",
  "- ",
  "<<",
  "---\n",
  "...",
  "!!set ",
  "~",
  "null",
  "1.30",
  "provider",
  "azure",
  "extends",
  "nodePools",
);

test("anything that looks like YAML gives a file or problems", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(valid.length), (pieces, at) => {
      check(pieces.join(""));
      check(`${valid.slice(0, at)}${pieces.join("")}${valid.slice(at)}`);
    }),
    { numRuns: 300 },
  );
});

const { config } = loadOne(valid).file;
const whole: Record<string, unknown> = { provider: "azure", ...config };
const keys = [
  "provider",
  ...Object.keys(config),
  "storage",
  "logging",
  "encryption",
  "systemPool",
  "maintenance",
  "deletionProtection",
  "backend",
  "existing",
  "type",
];
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 3, -1.5, "", "private", "nat-gateway", "10.0.0.0/8", [], {}),
    fc.string(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), tie("value"), { maxKeys: 4 }),
  ),
})).value;

test("any values under the right keys give a file or problems", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), json), (values) => {
      check(stringify({ ...whole, ...values }));
    }),
    { numRuns: 500 },
  );
});

type Place = readonly (string | number)[];

function places(value: unknown, path: Place = []): Place[] {
  const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return inside.flatMap(([key, child]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [here, ...places(child, here)];
  });
}

function mutated(place: Place, change: (parent: Record<string, unknown>, key: string) => void): Record<string, unknown> {
  const copy = structuredClone(whole);
  const parent = place.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], copy);
  change(parent as Record<string, unknown>, String(place.at(-1)));
  return copy;
}

const isOptional = (place: Place) => ["kubernetesVersion", "tags.costCentre"].includes(place.join("."));
const named = places(whole).filter((place) => typeof place.at(-1) === "string");

test.each(named.filter((place) => !isOptional(place)).map((place) => [place.join("."), place] as const))(
  "without %s there is a problem",
  (_, place) => {
    const { file, problems } = check(stringify(mutated(place, (parent, key) => Reflect.deleteProperty(parent, key))));

    expect(problems.map((problem) => problem.path).join()).toContain(place.at(-1));
    expect(file.problems.every(({ line }) => line !== undefined)).toBe(true);
  },
);

test.each(places(whole).map((place) => [place.join("."), place] as const))("another type at %s is a problem at that place", (_, place) => {
  for (const wrong of [17.5, { a: 1 }, [["x"]], null]) {
    const { file } = check(stringify(mutated(place, (parent, key) => (parent[key] = wrong))));

    expect(
      file.problems
        .map((problem) =>
          problem.path
            .split(/[.[\]]+/)
            .filter(Boolean)
            .join("."),
        )
        .some((path) => path.startsWith(place.join("."))),
    ).toBe(true);
  }
});

test.each(named.filter((place) => place[0] !== "tags").map((place) => [place.join("."), place] as const))(
  "a typo in %s is one problem that names it",
  (_, place) => {
    const typo = (key: string) => `${key.slice(0, -1)}q${key.slice(-1)}`;
    const { file } = check(
      stringify(
        mutated(place, (parent, key) => {
          parent[typo(key)] = parent[key];
          Reflect.deleteProperty(parent, key);
        }),
      ),
    );
    const wanted = place.join(".") === "provider" ? "is missing" : `did you mean ${String(place.at(-1))}?`;

    expect(file.problems).toEqual([expect.objectContaining({ message: expect.stringContaining(wanted) as string })]);
  },
);
