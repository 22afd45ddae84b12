import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type ComplianceOptions, type Report, reportCompliance } from "../../lib/compliance";

/** Every file of the report on an app, by its path below the folder of the report. */
export interface Reported {
  readonly report: Report;
  readonly file: (name: string) => string;
}

/** Synthesizes what `fill` makes, and reads back what a pipeline would; a refusal leaves the report all the same. */
export function reported(fill: (app: App) => void, options: ComplianceOptions = {}): Reported {
  const outdir = mkdtempSync(join(tmpdir(), "haven-reported-"));
  try {
    const app = new App({ outdir });
    reportCompliance(app, options);
    fill(app);
    try {
      app.synth();
    } catch (error) {
      if (!String(error).includes("is refused")) throw error;
    }
    const names = ["report.json", "report.md", "report.junit.xml", "report.sarif", "report.html"];
    const read = (name: string) => readFileSync(join(outdir, "haven", name), "utf8");
    const files = new Map(names.map((name) => [name, read(name)]));
    const report = JSON.parse(files.get("report.json") ?? "") as Report;
    for (const { stack, architecture } of report.clusters) {
      files.set(`clusters/${stack}.html`, read(`clusters/${stack}.html`));
      for (const language of architecture ? ["nl", "en"] : []) {
        files.set(`clusters/${stack}.${language}.svg`, read(`clusters/${stack}.${language}.svg`));
      }
    }
    return {
      report,
      file: (name) => {
        const text = files.get(name);
        if (text === undefined) throw new Error(`no ${name}; there are ${[...files.keys()].join(", ")}`);
        return text;
      },
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
