import { providerNamed } from "../lib/config/providers";

/** A cluster, and the cloud that its job must log in to. */
export interface Job {
  readonly cluster: string;
  readonly provider: string;
}

/** What GitHub takes in a matrix, and Azure DevOps as well. */
const mostRows = 256;

/** A child pipeline: what the jobs do is in the component beside it, `ci/cluster.yml`. */
export function gitLabPipeline(jobs: readonly Job[]): object {
  const made = jobs.flatMap(({ cluster, provider }) => {
    const audience = providerNamed(provider).pipeline.audience;
    const common = {
      variables: { HAVEN_CLUSTER: cluster, HAVEN_PROVIDER: provider },
      ...(audience !== undefined && { id_tokens: { HAVEN_ID_TOKEN: { aud: audience } } }),
    };
    return [
      [`plan ${cluster}`, { extends: ".haven-plan", ...common }],
      // That of its own plan: no other cluster is waited for, and none stops it.
      [`apply ${cluster}`, { extends: ".haven-apply", needs: [`plan ${cluster}`], ...common }],
      [`verify ${cluster}`, { extends: ".haven-verify", needs: [], ...common }],
    ] as const;
  });
  return { include: [{ local: "ci/cluster.yml", inputs: { image: "$HAVEN_IMAGE" } }], ...Object.fromEntries<object>(made) };
}

export function gitHubMatrix(jobs: readonly Job[]): object {
  return { include: rows(jobs) };
}

export function azureDevOpsMatrix(jobs: readonly Job[]): object {
  // Names of legs take letters, digits and _.
  return Object.fromEntries(rows(jobs).map((row) => [row.name.replaceAll("-", "_"), row]));
}

interface Row {
  readonly name: string;
  /** Separated by spaces. */
  readonly clusters: string;
  readonly provider: string;
}

/** One cluster a row as long as that fits, else as few as will do; never of two clouds, since a job has one login. */
function rows(jobs: readonly Job[]): Row[] {
  const providers = [...new Set(jobs.map(({ provider }) => provider))];
  const byProvider = providers.map((provider) => [provider, jobs.filter((job) => job.provider === provider)] as const);
  for (let size = 1; ; size++) {
    const made = byProvider.flatMap(([provider, ofProvider]) => batches(ofProvider, size).map((batch) => row(provider, batch)));
    if (made.length <= mostRows) return made;
  }
}

function row(provider: string, batch: readonly Job[]): Row {
  const [first = "", ...others] = batch.map(({ cluster }) => cluster);
  return { name: first, clusters: [first, ...others].join(" "), provider };
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
