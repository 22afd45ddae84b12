// Writes api/<entry>.api.md: the exported declarations of every entry in package.json's `exports`, as a consumer's compiler sees them.
// Read from dist/, so build first.
//   node scripts/api.mjs           writes the reports
//   node scripts/api.mjs --check   changes nothing; exit 1 when a report differs from the code
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "api");
const checkOnly = process.argv.includes("--check");
const packageJson = join(root, "package.json");

const entries = Object.entries(JSON.parse(readFileSync(packageJson, "utf8")).exports)
  .filter(([, { types }]) => types !== undefined)
  .map(([entry, { types }]) => ({ report: entry === "." ? "index" : entry.slice(2).replaceAll("/", "-"), types: join(root, types) }));

const made = mkdtempSync(join(tmpdir(), "haven-api-"));
try {
  mkdirSync(folder, { recursive: true });
  const stale = [...entries.filter(isStale).map(({ report }) => `${report}.api.md`), ...withoutEntry()];
  if (checkOnly) {
    for (const file of stale) console.error(`api/${file} differs from the code; run npm run api, and review the change of the public API`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  }
} finally {
  rmSync(made, { recursive: true });
}

/** Compares the entry's report with the committed one, which it replaces unless this is a check. */
function isStale({ report, types }) {
  const silent = { default: { logLevel: "none" } };
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: types,
      compiler: { tsconfigFilePath: join(root, "tsconfig.json") },
      apiReport: { enabled: true, reportFileName: report, reportFolder: folder, reportTempFolder: made },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      // TSDoc knows fewer tags than the schema generator, and an entry uses types that another entry exports.
      messages: { compilerMessageReporting: silent, extractorMessageReporting: silent, tsdocMessageReporting: silent },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: packageJson,
  });
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: !checkOnly,
    printApiReportDiff: checkOnly,
    messageCallback: (message) => {
      // Of its progress, only the difference tells a reader something.
      message.handled = message.messageId.startsWith("console-") && message.messageId !== "console-api-report-diff";
    },
  });
  return apiReportChanged;
}

/** Reports of entries that no longer exist; unless this is a check, they are removed. */
function withoutEntry() {
  const files = readdirSync(folder).filter((file) => !entries.some(({ report }) => file === `${report}.api.md`));
  if (!checkOnly) for (const file of files) rmSync(join(folder, file));
  return files;
}
