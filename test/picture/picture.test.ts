import fc from "fast-check";
import type { Architecture } from "../../lib/core/reading/architecture";
import { layOut } from "../../lib/picture/layout";
import type { Box } from "../../lib/picture/shape";
import type { PictureSubject } from "../../lib/picture/subject";
import { widthOf } from "../../lib/picture/text-lines";
import { architecture } from "../support/architecture";

const subject = (given: Partial<PictureSubject> = {}): PictureSubject => ({
  name: "zaken",
  region: "westeurope",
  zones: ["a", "b", "c"],
  kubernetesVersion: "1.36",
  architecture: architecture(),
  controlPlane: { managed: true, redundant: true },
  api: { public: true, allowedCidrs: ["203.0.113.0/24"] },
  baseline: {
    components: [{ component: "gateway", chart: { name: "traefik" } }],
    storageClasses: { block: ["haven-block"], shared: "haven-shared" },
  },
  ...given,
});

const area = ({ x, y, width, height }: Box) => ({ left: x, right: x + width, top: y, bottom: y + height });

function isInside(inner: Box, outer: Box): boolean {
  const [a, b] = [area(inner), area(outer)];
  return a.left >= b.left - 0.01 && a.right <= b.right + 0.01 && a.top >= b.top - 0.01 && a.bottom <= b.bottom + 0.01;
}

function overlap(one: Box, other: Box): boolean {
  const [a, b] = [area(one), area(other)];
  return a.left < b.right - 0.01 && b.left < a.right - 0.01 && a.top < b.bottom - 0.01 && b.top < a.bottom - 0.01;
}

/** Kinds that may lie on each other: a pool spans zones, nodes are in both, and what holds others holds them. */
const layers: readonly (readonly Box["kind"][])[] = [
  ["network", "part"],
  ["band", "zone"],
  ["pool", "band"],
  ["subnet"],
  ["node", "spare"],
];

function faults({ zones, architecture: given, ...rest }: Partial<PictureSubject>): readonly string[] {
  const picture = layOut(subject({ ...(zones && { zones }), ...(given && { architecture: given }), ...rest }), "nl");
  const { boxes, width, height } = picture;
  const of = (kind: Box["kind"]) => boxes.filter((box) => box.kind === kind);
  const [frame, network] = [of("region")[0], of("network")[0]];
  const named = (box: Box) => `${box.kind} at ${box.x},${box.y}`;
  const overlapping = layers.flatMap((kinds) => {
    const layer = boxes.filter(({ kind }) => kinds.includes(kind));
    return layer.flatMap((one, index) =>
      layer.slice(index + 1).flatMap((other) => (overlap(one, other) ? [`${named(one)} overlaps ${named(other)}`] : [])),
    );
  });
  const outside = boxes.flatMap((box) => {
    if (frame && !isInside(box, frame)) return [`${named(box)} is outside the picture`];
    if (network && !["region", "network", "part"].includes(box.kind) && !isInside(box, network))
      return [`${named(box)} is outside the network`];
    return (box.kind === "node" || box.kind === "spare") && !of("pool").some((pool) => isInside(box, pool))
      ? [`${named(box)} is in no pool`]
      : [];
  });
  const spilling = boxes.flatMap((box) =>
    box.lines.flatMap((line) => {
      const fits = line.x + widthOf(line) <= box.x + box.width + 0.01 && line.y + 3 <= box.y + box.height && line.y - 10 >= box.y;
      return fits ? [] : [`"${line.text}" is not in ${named(box)}`];
    }),
  );
  const lines = boxes.flatMap((box) =>
    box.lines.map((line) => ({ kind: "node" as const, x: line.x, y: line.y - 10, width: widthOf(line), height: 13, lines: [] })),
  );
  const unreadable = lines.flatMap((one, index) =>
    lines.slice(index + 1).flatMap((other) => (overlap(one, other) ? [`text on text at ${one.x},${one.y}`] : [])),
  );
  const page = { kind: "region" as const, x: 0, y: 0, width, height, lines: [] };
  return [...overlapping, ...outside, ...spilling, ...unreadable, ...boxes.filter((box) => !isInside(box, page)).map(named)];
}

test("nothing overlaps, and every word is inside its box", () => {
  expect(faults({})).toEqual([]);
});

test("that holds for whatever a cluster has", () => {
  const text = fc.oneof(fc.string({ minLength: 1, maxLength: 90 }), fc.constantFrom("eu-central-1a", "a".repeat(200), "privé-eindpunten"));
  const part = fc.record({ name: text, details: fc.array(text, { maxLength: 3 }) });
  const any = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 5 }).chain((zones) =>
    fc.record({
      zones: fc.constant(zones),
      architecture: fc.record({
        platform: text,
        network: fc.record({
          kind: text,
          cidr: fc.option(text, { nil: undefined }),
          existing: fc.boolean(),
          subnets: fc.array(
            fc.record({
              purpose: text,
              cidr: fc.option(text, { nil: undefined }),
              zone: fc.option(fc.constantFrom(...zones, "z"), { nil: undefined }),
            }),
            { maxLength: 9 },
          ),
        }),
        nodePools: fc.array(
          fc.record({
            name: text,
            machineType: fc.option(text, { nil: undefined }),
            minNodes: fc.option(fc.nat(40), { nil: undefined }),
            maxNodes: fc.option(fc.nat(2000), { nil: undefined }),
            zones: fc.subarray(zones),
          }),
          { maxLength: 5 },
        ),
        egress: part,
        ingress: part,
        sharedStorage: part,
        objectStorage: part,
        auditLog: part,
      }),
      api: fc.record({ public: fc.option(fc.boolean()), allowedCidrs: fc.option(fc.array(text, { maxLength: 30 })) }),
    }),
  );

  fc.assert(
    fc.property(any, (given) => {
      expect(faults(given as { zones: string[]; architecture: Architecture })).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("shows in each zone the nodes that are always there, and those that come when it is busy", () => {
  const { boxes } = layOut(
    subject({ architecture: architecture({ nodePools: [{ name: "apps", minNodes: 4, maxNodes: 7, zones: ["a", "b", "c"] }] }) }),
    "en",
  );
  const zones = boxes.filter(({ kind }) => kind === "zone");
  const count = (kind: Box["kind"]) => zones.map((zone) => boxes.filter((box) => box.kind === kind && isInside(box, zone)).length);

  expect(count("node")).toEqual([2, 1, 1]);
  expect(count("spare")).toEqual([1, 1, 1]);
});

test("explains the marks that are drawn, and calls a zone with a short name a zone", () => {
  const { boxes, legend } = layOut(
    subject({ zones: ["a"], architecture: architecture({ nodePools: [{ name: "apps", minNodes: 3, maxNodes: 3, zones: ["a"] }] }) }),
    "en",
  );

  expect(legend.map(({ line }) => line.text)).toEqual(["always there"]);
  expect(boxes.find(({ kind }) => kind === "zone")?.lines[0]?.text).toBe("zone a");
});

test("a pool in one zone stands in that column only", () => {
  const { boxes } = layOut(
    subject({ architecture: architecture({ nodePools: [{ name: "gpu", minNodes: 1, maxNodes: 1, zones: ["b"] }] }) }),
    "en",
  );
  const zones = boxes.filter(({ kind }) => kind === "zone");
  const pool = boxes.find(({ kind }) => kind === "pool");

  expect(zones.map((zone) => pool !== undefined && isInside(pool, zone))).toEqual([false, true, false]);
});

test("an arrow leads from ingress into the network, and from the network to every other part", () => {
  const { boxes, arrows } = layOut(subject(), "en");
  const parts = boxes.filter(({ kind }) => kind === "part");
  const ways = parts.map((part) => {
    const arrow = arrows.find(({ to }) => to.y > part.y && to.y < part.y + part.height);
    // The network is at the left of every part.
    return [part.lines[1]?.text, arrow && arrow.to.x < arrow.from.x ? "in" : "out"];
  });

  expect(arrows).toHaveLength(parts.length);
  expect(ways).toEqual([
    ["NAT gateway", "out"],
    ["Load balancer", "in"],
    ["Files", "out"],
    ["Objects", "out"],
    ["Logs", "out"],
  ]);
});

test("what the code doesn't tell is said, not guessed", () => {
  const { boxes } = layOut(
    subject({
      architecture: architecture({ nodePools: [{ name: "apps", zones: ["a"] }] }),
      controlPlane: { managed: null, redundant: null },
      api: { public: null, allowedCidrs: null },
      baseline: undefined,
    }),
    "en",
  );
  const text = boxes.flatMap(({ lines }) => lines.map((line) => line.text)).join(" ");

  expect(text).toContain("number of nodes is known at apply");
  expect(text).toContain("who reaches the API is known at apply");
  expect(text).toContain("not in this app");
  expect(boxes.filter(({ kind }) => kind === "node")).toEqual([]);
});
