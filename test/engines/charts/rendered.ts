import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from "cdktf";
import { parseAllDocuments } from "yaml";
import type { HavenBaseline } from "../../../lib/baseline";
import type { BaselineRelease } from "../../../lib/core/cluster/component";
import type { Json, JsonObject } from "../../../lib/core/reading/json";

/** Folder with the charts that the code pins, unpacked. */
const chartFolder = process.env.HAVEN_TEST_CHARTS ?? "";

/** A program on the PATH, or undefined. */
export function program(name: string): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** A test that is skipped, with one line, where a program or the charts are missing. */
export function whenThere(...programs: readonly string[]) {
  const missing = [
    ...programs.filter((name) => program(name) === undefined),
    ...(existsSync(chartFolder) ? [] : ["HAVEN_TEST_CHARTS, a folder with the unpacked charts"]),
  ];
  if (missing.length > 0) console.log(`skipped: ${missing.join(" and ")} not found`);
  return missing.length > 0 ? test.skip : test;
}

/** Object that a release installs, with the release and the component it belongs to. */
export interface Rendered {
  readonly component: string;
  readonly release: string;
  readonly kind: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly object: JsonObject;
}

/**
 * Every object of every release of a baseline, as Helm renders it with the values that the baseline gives. Charts that are not in the
 * folder are left out: the chart of vSphere's storage driver is one of ours, Cilium's is too large for some mirrors.
 */
export function rendered(baseline: HavenBaseline, wanted: (release: BaselineRelease) => boolean = () => true): readonly Rendered[] {
  const stack = TerraformStack.of(baseline);
  return [...baseline.components.values()].flatMap(({ component }) =>
    component.releases
      .filter(wanted)
      .filter((release) => !("chart" in release) || existsSync(join(chartFolder, release.chart.name)))
      .flatMap((release) => {
        const resolved = Tokenization.resolve(release, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) }) as BaselineRelease;
        const objects = "chart" in resolved ? template(resolved, component.namespace.name) : Object.values(resolved.manifests);
        return (objects as readonly JsonObject[]).map((object): Rendered => {
          const { name = "", labels, annotations } = (object.metadata ?? {}) as Record<string, Json>;
          return {
            component: component.name,
            release: release.name,
            kind: String(object.kind),
            name: String(name),
            labels: (labels ?? {}) as Record<string, string>,
            annotations: (annotations ?? {}) as Record<string, string>,
            object,
          };
        });
      }),
  );
}

function template({ name, chart, values }: Extract<BaselineRelease, { chart: object }>, namespace: string): JsonObject[] {
  const folder = mkdtempSync(join(tmpdir(), "haven-rendered-"));
  try {
    const file = join(folder, "values.json");
    writeFileSync(file, JSON.stringify(values));
    const versions = ["monitoring.coreos.com/v1", "policy/v1", "gateway.networking.k8s.io/v1"].flatMap((api) => ["--api-versions", api]);
    const { stdout, stderr, status } = spawnSync(
      program("helm") ?? "",
      // Without the chart's own crds/ folder: Helm installs what is in it once, and never removes it.
      [
        "template",
        name,
        join(chartFolder, chart.name),
        ...["--namespace", namespace, "--values", file, "--kube-version", "1.36.0"],
        ...versions,
      ],
      { encoding: "utf8", maxBuffer: 1 << 28 },
    );
    if (status !== 0) throw new Error(`${chart.name}: ${stderr}`);
    return parseAllDocuments(stdout).flatMap((document) => {
      const object = document.toJS() as JsonObject | null;
      return object?.kind === undefined ? [] : [object];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pod template, number of copies and labels of what runs pods. */
export interface Workload {
  readonly of: Rendered;
  readonly replicas: number;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly pod: PodSpec;
}

/** The part of a pod that the tests look at. */
export interface PodSpec {
  readonly priorityClassName?: string;
  readonly topologySpreadConstraints?: readonly { readonly topologyKey: string }[];
  readonly affinity?: unknown;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
}

/** The part of a container that the tests look at. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly resources?: { readonly requests?: Readonly<Record<string, string>>; readonly limits?: Readonly<Record<string, string>> };
}

/** Everything among the objects that runs pods all the time: neither jobs nor hooks. */
export function workloads(objects: readonly Rendered[]): readonly Workload[] {
  return objects
    .filter(({ kind, annotations }) => ["Deployment", "StatefulSet", "DaemonSet"].includes(kind) && !("helm.sh/hook" in annotations))
    .map((of) => {
      const { replicas = 1, template: pods } = of.object.spec as unknown as {
        replicas?: number;
        template: { metadata?: { labels?: Record<string, string> }; spec: PodSpec };
      };
      return { of, replicas, podLabels: pods.metadata?.labels ?? {}, pod: pods.spec };
    });
}
