import type { ClusterFile } from "../../lib/config";
import type { Check } from "./check";

/** Values that stand in the templates and the documentation, and reach nothing. */
const examples = /\bchangeme\b|0{8}-0{4}-0{4}-0{4}-0{12}|\b0{12}\b|\b203\.0\.113\.|\.example\b/;

/** What a cluster file is set to that a deploy can't work with; nothing where all is well, since there may be hundreds. */
export function clusterChecks({ name, config }: ClusterFile): Check[] {
  const left = examplesIn(config, "");
  return [
    ...(left.length === 0
      ? []
      : [
          {
            name: `${name}: example values`,
            // With these nothing can be deployed: there is no such place for state, and nobody could log in.
            status: left.some((path) => /^(backend|access\.administrators)\b/.test(path)) ? "missing" : "warning",
            found: left.join(", "),
            todo: `replace them in clusters/${name}.yaml`,
          } as const,
        ]),
    ...backendChecks(name, config.backend),
  ];
}

function examplesIn(value: unknown, path: string): string[] {
  if (typeof value === "string") return examples.test(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    examplesIn(part, Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`),
  );
}

/** The environment variables without which a type of backend has no login; the others take the provider's. */
const backendLogins: Readonly<Record<string, readonly string[]>> = {
  http: ["TF_HTTP_USERNAME", "TF_HTTP_PASSWORD"],
  pg: ["PG_CONN_STR"],
};

function backendChecks(stack: string, backend: unknown): Check[] {
  const name = `${stack}: state`;
  const type = backendType(backend);
  const todo = "set backend (docs/state.md): nobody else can work with it";
  if (type === "local") return [{ name, status: "warning", found: "on this machine", todo }];
  const missing = (backendLogins[type] ?? []).filter((variable) => (process.env[variable] ?? "") === "");
  if (missing.length === 0) return [];
  return [{ name, status: "missing", found: `${type}, without a login`, todo: `set ${missing.join(" and ")} (docs/state.md)` }];
}

/** Kind of backend that a cluster file names, or has by default. */
export function backendType(backend: unknown): string {
  return typeof backend === "object" && backend !== null && "type" in backend ? String(backend.type) : "local";
}
