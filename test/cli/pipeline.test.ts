import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv from "ajv";
import { parseAllDocuments } from "yaml";
import { azureDevOpsMatrix, gitHubMatrix, gitLabPipeline } from "../../cli/pipeline-jobs";
import { pipelines } from "../../cli/pipeline-files";
import { providers } from "../../stacks/providers";
import { folder, haven, refused } from "./run";

const systems = pipelines.filter((system) => system !== "none");
const bench = (provider: string) => readFileSync(resolve(__dirname, `../../bench/${provider}.yaml`), "utf8");
const documents = (text: string) =>
  parseAllDocuments(text).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Record<string, unknown>;
  });

/** The files that init writes for a CI system. */
function pipelineOf(system: string, provider = "azure"): Map<string, string> {
  const project = folder();
  haven(project, ["init", "--provider", provider, "--name", "zaken", "--pipeline", system]);
  const files = readdirSync(project, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.(yml|sh|mjs)$/.test(file) && !file.startsWith("test"),
  );
  return new Map(files.map((file) => [file, readFileSync(join(project, file), "utf8")]));
}

const main: Readonly<Record<string, string>> = {
  gitlab: ".gitlab-ci.yml",
  github: ".github/workflows/haven.yml",
  "azure-devops": "azure-pipelines.yml",
};

describe("the jobs of a pipeline", () => {
  const fleet = Array.from({ length: 345 }, (_, index) => ({ cluster: `gemeente-${index}`, provider: index % 3 === 0 ? "aws" : "azure" }));

  test("GitLab gets a plan, an apply and a look at HCC for each cluster, none of which waits for another cluster", () => {
    const made = gitLabPipeline(fleet) as Record<string, { needs?: string[]; id_tokens: object; variables: object }>;

    expect(Object.keys(made)).toHaveLength(1 + 3 * 345);
    expect(made["apply gemeente-1"]).toEqual({
      extends: ".haven-apply",
      needs: ["plan gemeente-1"],
      variables: { HAVEN_CLUSTER: "gemeente-1", HAVEN_PROVIDER: "azure" },
      id_tokens: { HAVEN_ID_TOKEN: { aud: "api://AzureADTokenExchange" } },
    });
    expect(made["plan gemeente-0"]?.id_tokens).toEqual({ HAVEN_ID_TOKEN: { aud: "sts.amazonaws.com" } });
  });

  test("a matrix holds every cluster once, stays within what the systems take, and never mixes clouds in a job", () => {
    const { include } = gitHubMatrix(fleet) as { include: { clusters: string; provider: string }[] };
    const rows = Object.values(azureDevOpsMatrix(fleet));

    expect(include.length).toBeLessThanOrEqual(256);
    expect(rows).toEqual(include);
    expect(include.flatMap(({ clusters }) => clusters.split(" ")).sort()).toEqual(fleet.map(({ cluster }) => cluster).sort());
    for (const { clusters, provider } of include) {
      expect(clusters.split(" ").map((name) => fleet.find(({ cluster }) => cluster === name)?.provider)).toEqual(
        clusters.split(" ").map(() => provider),
      );
    }
  });

  test("as long as it fits, each cluster has a job of its own", () => {
    expect(gitHubMatrix(fleet.slice(0, 2))).toEqual({
      include: [
        { name: "gemeente-0", clusters: "gemeente-0", provider: "aws" },
        { name: "gemeente-1", clusters: "gemeente-1", provider: "azure" },
      ],
    });
    expect(Object.keys(azureDevOpsMatrix(fleet.slice(0, 1)))).toEqual(["gemeente_0"]);
  });

  test("the command makes them from the cluster files, and --clusters chooses", () => {
    const project = folder({ "clusters/utrecht.yaml": bench("azure"), "clusters/zeist.yaml": bench("aws") });
    const { status, stdout } = haven(project, ["pipeline", "github"]);

    expect(status).toBe(0);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(stdout)).toEqual(
      gitHubMatrix([
        { cluster: "utrecht", provider: "azure" },
        { cluster: "zeist", provider: "aws" },
      ]),
    );
    expect(JSON.parse(haven(project, ["pipeline", "gitlab", "--clusters", "ze*"]).stdout)).toEqual(
      gitLabPipeline([{ cluster: "zeist", provider: "aws" }]),
    );
  });

  test("wrong use and wrong files are refused in a line", () => {
    expect(refused(haven(folder(), ["pipeline", "github"]))).toMatch(/^clusters {2}there is no such directory/);
    expect(refused(haven(folder({ "clusters/a.yaml": "a: [" }), ["pipeline", "github"]))).toMatch(/^clusters\/a\.yaml:/);
    expect(refused(haven(folder(), ["pipeline", "jenkins"]))).toMatch(
      /'jenkins' is invalid.*Allowed choices are gitlab, github, azure-devops/,
    );
    expect(refused(haven(folder(), ["pipeline"]))).toMatch(/^missing required argument 'system'/);
  });
});

describe.each(systems)("the pipeline on %s", (system) => {
  const files = pipelineOf(system);
  const text = files.get(main[system] ?? "") ?? "";
  const whole = [...files.values()].join("\n");

  test("is YAML, with nothing left to fill in", () => {
    expect(text).not.toBe("");
    for (const [name, content] of files) if (name.endsWith(".yml")) documents(content);
    expect(whole).not.toMatch(/\{\{\w+\}\}/);
  });

  test("predicts, tests, plans, lets guard judge, applies that plan by hand, and has HCC look every night", () => {
    for (const step of [
      "haven-cdktf report",
      "npm test",
      "ci/plan.sh",
      "ci/apply.sh",
      "ci/verify.sh",
      "ci/comment.mjs",
      "report.junit.xml",
    ]) {
      if (!(system === "github" && step === "report.junit.xml")) expect(whole).toContain(step);
    }
    expect(files.get("ci/plan.sh")).toContain("haven-cdktf guard");
    expect(files.get("ci/verify.sh")).toContain("haven-cdktf compare");
    expect(files.get("ci/apply.sh")).toContain("apply -input=false -no-color plan.tfplan");
    expect(text + (files.get("ci/cluster.yml") ?? "")).toMatch(/environment: haven|ManualValidation@1|when: manual/);
  });

  test("keeps no secret, but for vCenter, which trusts no CI system", () => {
    expect(whole).not.toMatch(/secrets\.|CLIENT_SECRET|AWS_SECRET_ACCESS_KEY:|credentials_json/);
    expect([...pipelineOf(system, "vsphere").values()].join("\n")).toContain("VSPHERE_PASSWORD");
  });

  test("its scripts are shell and JavaScript that can be read", () => {
    const project = folder(Object.fromEntries(files));
    for (const name of [...files.keys()].filter((file) => /\.(sh|mjs)$/.test(file))) {
      const check = name.endsWith(".sh")
        ? spawnSync("sh", ["-n", name], { cwd: project })
        : spawnSync(process.execPath, ["--check", name], { cwd: project });
      expect([name, check.status]).toEqual([name, 0]);
    }
  });
});

test("on GitHub every action is pinned by commit, and every job has the least rights", () => {
  const text = pipelineOf("github").get(".github/workflows/haven.yml") ?? "";
  const [workflow] = documents(text) as [
    { permissions: object; jobs: Record<string, { permissions: object; steps: { uses?: string }[] }> },
  ];
  const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, action = ""]) => action);

  expect(uses.length).toBeGreaterThan(5);
  expect(uses.filter((action) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  expect(workflow.permissions).toEqual({});
  expect(Object.fromEntries(Object.entries(workflow.jobs).map(([name, { permissions }]) => [name, permissions]))).toEqual({
    check: { contents: "read", "pull-requests": "write", "security-events": "write" },
    plan: { contents: "read", "id-token": "write" },
    apply: { contents: "read", "id-token": "write" },
    verify: { contents: "read", "id-token": "write" },
  });
});

test("what plans and applies can be given runners that the API answers, and time for an upgrade", () => {
  type Job = { "runs-on": string; timeoutInMinutes?: number; job: string };
  const [gitHub] = documents(pipelineOf("github").get(".github/workflows/haven.yml") ?? "") as [{ jobs: Record<string, Job> }];
  const [azure] = documents(pipelineOf("azure-devops").get("azure-pipelines.yml") ?? "") as [{ stages: { jobs: Job[] }[] }];
  const [{ spec }, gitLab] = documents(pipelineOf("gitlab").get("ci/cluster.yml") ?? "") as [
    { spec: { inputs: { tags: object } } },
    Record<string, { tags?: string; timeout?: string }>,
  ];

  for (const name of ["plan", "apply", "verify"]) expect(gitHub.jobs[name]?.["runs-on"]).toContain("vars.HAVEN_RUNNER");
  expect(spec.inputs.tags).toMatchObject({ type: "array", default: [] });
  expect([gitLab.default?.tags, gitLab[".haven-apply"]?.timeout]).toEqual(["$[[ inputs.tags ]]", "4 hours"]);
  expect(azure.stages.flatMap(({ jobs }) => jobs).find(({ job }) => job === "apply")?.timeoutInMinutes).toBe(0);
});

test("on GitLab what somebody gives a run by hand reaches the job of each cluster", () => {
  const [, component] = documents(pipelineOf("gitlab").get("ci/haven.yml") ?? "");

  expect(component).toMatchObject({ "haven-clusters": { trigger: { forward: { pipeline_variables: true } } } });
});

test("on Azure DevOps no plugin travels with a plan: it would come out without the right to run", () => {
  const text = pipelineOf("azure-devops").get("azure-pipelines.yml") ?? "";

  expect(text.indexOf("rm -rf cdktf.out/stacks/*/.terraform")).toBeLessThan(text.indexOf("publish: cdktf.out/stacks"));
  expect(text).toContain("rm -rf cdktf.out/stacks/*/.terraform");
});

test("on GitHub a run that waits for its reviewers holds back no other, the night's for one", () => {
  const [{ concurrency }] = documents(pipelineOf("github").get(".github/workflows/haven.yml") ?? "") as [
    { concurrency: { group: string } },
  ];

  expect(concurrency.group).toBe("haven-${{ github.event_name == 'pull_request' && github.ref || github.run_id }}");
});

test("GitHub's own parser finds nothing in the workflow", () => {
  const text = pipelineOf("github").get(".github/workflows/haven.yml") ?? "";
  const parser = join(__dirname, "parse-workflow.mjs");
  const judge = (input: string) => spawnSync(process.execPath, [parser], { input, encoding: "utf8" }).stdout.trim();

  expect(judge(text)).toBe("[]");
  expect(judge(text.replace("runs-on: ubuntu-24.04", "run-on: ubuntu-24.04"))).toContain("run-on");
});

test("the jobs that are made for GitLab build on those that are there", () => {
  const files = pipelineOf("gitlab");
  const [, component] = documents(files.get("ci/cluster.yml") ?? "");
  const made = gitLabPipeline([{ cluster: "zaken", provider: "azure" }]) as Record<
    string,
    { extends?: string; needs?: string[]; local?: string }
  >;
  const jobs = Object.entries(made).filter(([name]) => name !== "include");

  expect(jobs.filter(([, job]) => component?.[job.extends ?? ""] === undefined)).toEqual([]);
  expect(jobs.flatMap(([, { needs = [] }]) => needs).filter((name) => made[name] === undefined)).toEqual([]);
});

/** What the makers publish (schemas/README.md), or newer ones in a folder that is named. */
const schemas = process.env.HAVEN_TEST_SCHEMAS ?? join(__dirname, "schemas");
const published = { gitlab: "gitlab-ci.json", github: "github-workflow.json", "azure-devops": "azure-pipelines.json" } as const;

test.each(Object.entries(published))("%s: the published schema takes it, for every provider", (system, schema) => {
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  const validate = ajv.compile(JSON.parse(readFileSync(join(schemas, schema), "utf8")) as object);
  for (const provider of Object.keys(providers)) {
    const files = [...pipelineOf(system, provider)].filter(([name]) => name.endsWith(".yml"));
    const made = system === "gitlab" ? [gitLabPipeline([{ cluster: "zaken", provider }])] : [];
    for (const document of [...files.flatMap(([, text]) => filledIn(documents(text))), ...made]) {
      // Azure Pipelines reads every scalar as a text, and its schema says so.
      validate(system === "azure-devops" ? texts(document) : document);
      expect(validate.errors ?? []).toEqual([]);
    }
  }
});

/** A component as GitLab reads it after its header: with the defaults of its inputs in their places. */
function filledIn([header, ...rest]: Record<string, unknown>[]): unknown[] {
  const { inputs = {} } = (header?.spec ?? {}) as { inputs?: Record<string, { default?: unknown } | undefined> };
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return inputs[/^\$\[\[ inputs\.([\w-]+) \]\]$/.exec(value)?.[1] ?? ""]?.default ?? value;
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fill(part)]));
  };
  return [header, ...rest.map(fill)];
}

function texts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(texts);
  if (typeof value !== "object" || value === null) return String(value ?? "");
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, texts(part)]));
}
