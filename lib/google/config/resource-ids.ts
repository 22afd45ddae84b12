import type { Problem } from "../../core/validation/errors";

const project = "[a-z0-9.:-]+";

const name = "[a-z]([a-z0-9-]*[a-z0-9])?";

const forms = {
  network: [`projects/${project}/global/networks/${name}`, "projects/<project>/global/networks/<name>"],
  subnetwork: [`projects/${project}/regions/${name}/subnetworks/${name}`, "projects/<project>/regions/<region>/subnetworks/<name>"],
  key: [
    `projects/${project}/locations/${name}/keyRings/[\\w-]+/cryptoKeys/[\\w-]+`,
    "projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>",
  ],
} as const;

/** The name in a self link; a name stays as it is. Drivers in the cluster take names only. */
export function nameIn(selfLink: string): string {
  return selfLink.replace(/^https:\/\/[\w.-]+\/compute\/\w+\//, "");
}

/** Whether a resource name or a self link is of the kind that is meant. */
export function resourceNameProblems(path: string, given: string, kind: keyof typeof forms): Problem[] {
  const [form, example] = forms[kind];
  return new RegExp(`^${form}$`).test(nameIn(given)) ? [] : [{ path, message: `"${given}" is not a resource name such as ${example}` }];
}

/** Project, region and so on out of a resource name: what stands behind the word. */
export function partOf(resourceName: string, word: "projects" | "regions" | "locations"): string | undefined {
  return new RegExp(`(?:^|/)${word}/([^/]+)`).exec(resourceName)?.[1];
}
