import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type FindingReport, hccChecks, type Report, rules } from "../../lib/compliance";
import { statusWords } from "../../lib/compliance/words";
import { synthesizeApp } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { markdownTable } from "../support/markdown-table";
import { reference } from "../support/reference";

/** Kept by the test below: HAVEN_UPDATE_DOCS=1 npx jest test/stacks/compliance-doc writes the tables anew. */
const page = resolve(__dirname, "../../docs/compliance.md");
const names = Object.keys(providers);

/** Type and attribute, since one name says it of all resources of a kind. */
function standsOn({ evidence }: FindingReport): string {
  const places = [
    ...new Set(
      evidence.map(({ address, attribute }) => `\`${address.replace(/^(data\.)?([^.]+).*$/, "$1$2")}\` ${attribute.split(",")[0]}`),
    ),
  ];
  return places.length > 4 ? `${places.slice(0, 3).join(", ")}, and ${places.length - 3} more` : places.join(", ");
}

function tables(reports: ReadonlyMap<string, Report>): ReadonlyMap<string, string> {
  const findings = new Map(
    names.map((name) => {
      const cluster = reports.get(name)?.clusters[0];
      return [name, new Map([...(cluster?.checks ?? []), ...(cluster?.findings ?? [])].map((finding) => [finding.id, finding]))] as const;
    }),
  );
  const of = (name: string, id: string) => findings.get(name)?.get(id);
  const word = (name: string, id: string) => {
    const status = of(name, id)?.status;
    return status === undefined ? "" : statusWords[status].en;
  };
  const own = [...(findings.get(names[0] ?? "")?.values() ?? [])].filter(({ id }) => id.startsWith("HX-"));
  return new Map([
    [
      "overview",
      markdownTable(
        ["check", ...names],
        hccChecks.map(({ id }) => [`[${id}](#${id})`, ...names.map((name) => word(name, id))]),
      ),
    ],
    ...hccChecks.map(({ id }): [string, string] => [
      id,
      markdownTable(
        ["provider", "prediction", "because", "stands on"],
        names.flatMap((name) => {
          const finding = of(name, id);
          return finding ? [[name, word(name, id), finding.because.en, standsOn(finding)]] : [];
        }),
      ),
    ]),
    [
      "scope",
      markdownTable(
        ["rule", "looks at", "doesn't look at"],
        rules.flatMap(({ id, examines, overlooks }) => (examines && overlooks ? [[`\`${id}\``, examines.en, overlooks.en]] : [])),
      ),
    ],
    [
      "own",
      markdownTable(
        ["rule", "what", "BIO2", ...names],
        own.map(({ id, title, bio2 }) => [id, title.en, bio2.join(", "), ...names.map((name) => word(name, id))]),
      ),
    ],
  ]);
}

test("the page on compliance has what the reports on the reference clusters say", () => {
  const reports = new Map<string, Report>();
  for (const name of names) {
    const provider = providers[name]?.();
    reports.set(name, synthesizeApp((app) => provider?.addStack(app, name, reference(name))).report);
  }
  const written = readFileSync(page, "utf8");
  const made = [...tables(reports)].reduce(
    (text, [id, content]) =>
      text.replace(new RegExp(`<!-- ${id} -->[^]*<!-- /${id} -->`), () => `<!-- ${id} -->\n\n${content}\n\n<!-- /${id} -->`),
    written,
  );
  if (process.env.HAVEN_UPDATE_DOCS) writeFileSync(page, made);

  expect(process.env.HAVEN_UPDATE_DOCS ? made : written).toBe(made);
});

test("every rule that judges the cluster says what it looks at, and what it doesn't", () => {
  const silent = rules.filter(({ examines, overlooks }) => examines === undefined || overlooks === undefined).map(({ id }) => id);

  expect(silent).toEqual(["havenversion", "clusteradmin", "shavalidation", "cis", "kubescape"]);
});

test("the page on compliance has a place for every check", () => {
  const written = readFileSync(page, "utf8");

  for (const { id } of hccChecks) expect(written).toContain(`### ${id}\n`);
});
