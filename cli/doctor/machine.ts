import type { TerraformNeed } from "../../lib/core/provider/descriptor";
import { packageManifest } from "../../lib/core/source/package-root";
import type { Check } from "./check";
import { outputOf } from "./tools";

/** `check` blocks warn when the cluster's minor isn't the code's. */
const always: TerraformNeed = { terraform: "1.5", tofu: "1.6", for: "every stack" };

/** Lock files of the S3 backend. */
export const forS3: TerraformNeed = { terraform: "1.10", tofu: "1.10", for: "the S3 lock file" };

export function nodeCheck(version = process.versions.node): Check {
  const least = packageManifest().engines?.node?.replace(/^>=/, "") ?? "20.9";
  const ok = !isOlder(version, least);
  return { name: "Node", status: ok ? "ok" : "missing", found: version, ...(!ok && { todo: `install Node ${least} or newer` }) };
}

/** The program that cdktf runs, or would find: Terraform goes before OpenTofu. */
export async function terraformCheck(needs: readonly TerraformNeed[]): Promise<Check> {
  const chosen = process.env.TERRAFORM_BINARY_NAME;
  const name = "Terraform or OpenTofu";
  for (const program of chosen === undefined ? ["terraform", "tofu"] : [chosen]) {
    const version = versionIn(await outputOf(program, "version", "-json"));
    if (version === undefined) continue;
    const found = `${program} ${version}`;
    const need = newest(needs, program === "tofu" ? "tofu" : "terraform");
    const least = program === "tofu" ? need.tofu : need.terraform;
    if (isOlder(version, least))
      return { name, status: "missing", found, todo: `install ${least} or newer${need === always ? "" : `, for ${need.for}`}` };
    if (program !== "tofu" || chosen !== undefined) return { name, status: "ok", found };
    return { name, status: "warning", found, todo: "set TERRAFORM_BINARY_NAME=tofu, since cdktf looks for terraform" };
  }
  const todo = `install Terraform ${newest(needs, "terraform").terraform} or newer, or OpenTofu with TERRAFORM_BINARY_NAME=tofu`;
  return { name, status: "missing", found: chosen === undefined ? "neither is on the PATH" : `${chosen} doesn't run`, todo };
}

/** The need for the newest version of a program. */
function newest(needs: readonly TerraformNeed[], program: "terraform" | "tofu"): TerraformNeed {
  return needs.reduce((most, need) => (isOlder(most[program], need[program]) ? need : most), always);
}

function versionIn(json: string | undefined): string | undefined {
  return /"terraform_version":\s*"([\d.]+)/.exec(json ?? "")?.[1];
}

function isOlder(version: string, least: string): boolean {
  const [is = [], needed = []] = [version, least].map((text) => text.split(".").map(Number));
  const differs = needed.findIndex((part, index) => part !== (is[index] ?? 0));
  return differs >= 0 && (is[differs] ?? 0) < (needed[differs] ?? 0);
}
