import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { arch, homedir, platform } from "node:os";
import { delimiter, dirname, join, resolve, sep } from "node:path";

/** A provider plugin on this machine: `mirror` is the folder that contains `registry.terraform.io`. */
export interface Plugin {
  readonly version: string;
  readonly mirror: string;
}

const REGISTRY = "registry.terraform.io";
const COMMAND_TIMEOUT_MS = 15 * 60 * 1000;
const TAIL_LINES = 40;

/** What points at real clouds, or changes what Terraform does, must not leak from the shell into an engine test. */
const FOREIGN_ENVIRONMENT = /^(TF|ARM|AZURE|AWS|GOOGLE|VSPHERE|KUBE|HELM)_/;

/** The newest accepted version in HAVEN_TEST_PLUGINS, else in Terraform's implied mirrors; never from the network. */
export function findPlugin(source: string, accepts: (version: string) => boolean): Plugin | undefined {
  for (const mirror of mirrors()) {
    const folder = join(mirror, REGISTRY, source);
    const versions = entries(folder).filter((version) => accepts(version) && entries(join(folder, version, target())).some(isPlugin));
    const version = versions.sort((a, b) => b.localeCompare(a, "en", { numeric: true }))[0];
    if (version !== undefined) {
      return { version, mirror };
    }
  }
  return undefined;
}

/** What TERRAFORM_BINARY_NAME names, else terraform, else tofu, in the order of the doctor; nothing where there is none. */
export function findTerraform(): string | undefined {
  const { TERRAFORM_BINARY_NAME: named, PATH = "" } = process.env;
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  const candidates = (named === undefined ? ["terraform", "tofu"] : [named]).flatMap((name) =>
    name.includes("/") ? [resolve(name)] : folders.map((folder) => join(folder, name)),
  );
  return candidates.find(isExecutable);
}

function isOpenTofu(): boolean {
  return /tofu$/.test(findTerraform() ?? "");
}

function mirrors(): readonly string[] {
  const named = (process.env["HAVEN_TEST_PLUGINS"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const implied = ["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"];
  return [...named.map((folder) => resolve(folder)), join(homedir(), ".terraform.d", "plugins"), ...implied];
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isPlugin(file: string): boolean {
  return file.startsWith("terraform-provider-");
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function target(): string {
  return `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;
}

export type Action = "no-op" | "create" | "read" | "update" | "delete" | "forget";

export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly Action[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly replace_paths?: ReadonlyArray<ReadonlyArray<string | number>>;
  };
}

export interface CheckResult {
  readonly address: { readonly to_display: string; readonly kind: string };
  readonly status: "pass" | "fail" | "error" | "unknown";
  readonly instances?: ReadonlyArray<{ readonly problems?: ReadonlyArray<{ readonly message: string }> }>;
}

interface ShownPlan {
  readonly resource_changes?: readonly ResourceChange[];
  readonly checks?: readonly CheckResult[];
}

interface ProviderSchemas {
  readonly provider_schemas: Readonly<Record<string, { readonly resource_schemas?: Readonly<Record<string, ResourceSchema>> }>>;
}

export interface ResourceSchema {
  /** Of its state. */
  readonly version: number;
  readonly block: BlockSchema;
}

export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, { readonly type?: unknown }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: BlockSchema }>>;
}

export interface Plan {
  /** Every managed resource that would change. */
  readonly changes: readonly ResourceChange[];
  readonly checks: readonly CheckResult[];
  /** One line each; a failed `check` block is a warning at plan. */
  readonly warnings: readonly string[];
}

export interface TerraformOptions {
  readonly mirrors: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Diagnostic {
  readonly severity: "warning" | "error";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** Runs the real Terraform in a folder that holds a synthesized stack; its state stays in that folder. */
export class Terraform {
  constructor(
    private readonly folder: string,
    private readonly options: TerraformOptions,
  ) {}

  async init(): Promise<void> {
    await writeFile(this.cliConfig, cliConfig(this.options.mirrors, this.folder));
    // A stack may name a remote backend, which an engine test neither reaches nor may write to.
    const local = { terraform: { backend: { local: {} } } };
    await writeFile(join(this.folder, "backend_override.tf.json"), JSON.stringify(local));
    await this.run("init", "-input=false", "-no-color");
  }

  async validate(): Promise<void> {
    await this.run("validate", "-no-color");
  }

  async plan(...extra: readonly string[]): Promise<Plan> {
    const output = await this.run("plan", "-input=false", "-json", "-out=engine.tfplan", ...extra);
    const shown = JSON.parse(await this.run("show", "-json", "engine.tfplan")) as ShownPlan;
    return {
      changes: (shown.resource_changes ?? []).filter(isChange),
      checks: shown.checks ?? [],
      warnings: diagnostics(output)
        .filter(({ severity }) => severity === "warning")
        .map(described),
    };
  }

  /** What the plugins say of each type of resource. */
  async resourceSchemas(): Promise<Readonly<Record<string, ResourceSchema>>> {
    const shown = JSON.parse(await this.run("providers", "schema", "-json")) as ProviderSchemas;
    return Object.assign({}, ...Object.values(shown.provider_schemas).map(({ resource_schemas: each = {} }) => each)) as Record<
      string,
      ResourceSchema
    >;
  }

  /** The plan as `terraform show -json` gives it, of a plan that ended with an error too. */
  async planFile(...extra: readonly string[]): Promise<unknown> {
    await rm(join(this.folder, "engine.tfplan"), { force: true });
    try {
      await this.run("plan", "-input=false", "-no-color", "-out=engine.tfplan", ...extra);
    } catch (error) {
      // Terraform leaves the file where it could tell something before it stopped.
      if (!existsSync(join(this.folder, "engine.tfplan"))) throw error;
    }
    return JSON.parse(await this.run("show", "-json", "engine.tfplan")) as unknown;
  }

  async apply(...extra: readonly string[]): Promise<string> {
    return this.run("apply", "-input=false", "-auto-approve", "-no-color", ...extra);
  }

  async destroy(...extra: readonly string[]): Promise<string> {
    return this.run("destroy", "-input=false", "-auto-approve", "-no-color", ...extra);
  }

  async output(): Promise<Readonly<Record<string, unknown>>> {
    const outputs = JSON.parse(await this.run("output", "-json")) as Record<string, { readonly value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  private get cliConfig(): string {
    return join(this.folder, "engine.tfrc");
  }

  private environment(): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !FOREIGN_ENVIRONMENT.test(name));
    return {
      ...Object.fromEntries(own),
      ...this.options.env,
      TF_CLI_CONFIG_FILE: this.cliConfig,
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
    };
  }

  private async run(...command: readonly string[]): Promise<string> {
    const program = findTerraform();
    if (program === undefined) {
      throw new Error("terraform not found: put it on the PATH or name it in TERRAFORM_BINARY_NAME");
    }
    const { code, stdout, stderr } = await execute(program, command, this.folder, this.environment());
    if (code !== 0) {
      throw new Error(`terraform ${command.join(" ")} ended with ${code}:\n${tail(stdout, stderr)}`);
    }
    return stdout;
  }
}

/** Terraform's own configuration: plugins come from folders, and never from the network. OpenTofu's are linked into `folder`. */
export function cliConfig(mirrors: readonly string[], folder: string): string {
  const folders = isOpenTofu() ? mirrors.map((mirror, place) => linkForOpenTofu(mirror, join(folder, `mirror-${place}`))) : mirrors;
  const sources = folders.map((path) => `  filesystem_mirror { path = ${JSON.stringify(path)} }\n`);
  return `provider_installation {\n${sources.join("")}}\n`;
}

/** OpenTofu looks for the same plugins under a registry of its own, and follows links to the last folder only. */
function linkForOpenTofu(mirror: string, folder: string): string {
  const plugins = readdirSync(join(mirror, REGISTRY), { recursive: true, encoding: "utf8" }).filter((path) => path.split(sep).length === 4);
  for (const plugin of plugins) {
    const link = join(folder, "registry.opentofu.org", plugin);
    mkdirSync(dirname(link), { recursive: true });
    if (!existsSync(link)) symlinkSync(join(mirror, REGISTRY, plugin), link);
  }
  return folder;
}

interface Execution {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

function execute(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Execution> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: COMMAND_TIMEOUT_MS });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", fail);
    child.on("close", (code, signal) => {
      done({ code: code ?? signal ?? "an unknown signal", stdout, stderr });
    });
  });
}

function isChange({ change }: ResourceChange): boolean {
  return !change.actions.every((action) => action === "no-op" || action === "read");
}

/** The machine-readable output is one JSON document a line; other lines, such as a crash, are not JSON. */
function diagnostics(output: string): readonly Diagnostic[] {
  return output
    .split("\n")
    .filter((line) => line.startsWith("{") && line.includes('"type":"diagnostic"'))
    .map((line) => (JSON.parse(line) as { readonly diagnostic: Diagnostic }).diagnostic);
}

function described({ summary, detail, address }: Diagnostic): string {
  return [address, summary, detail].filter((part) => part !== undefined && part !== "").join(": ");
}

/** Errors come on standard error, or as diagnostics; what comes before them is hundreds of lines of progress. */
function tail(stdout: string, stderr: string): string {
  const errors = diagnostics(stdout).filter(({ severity }) => severity === "error");
  const output = stderr.trim() === "" ? stdout : stderr;
  const lines = errors.length > 0 ? errors.map(described) : output.trim().split("\n");
  return lines.slice(-TAIL_LINES).join("\n");
}
