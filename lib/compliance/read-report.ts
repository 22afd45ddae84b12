import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { packageRoot } from "../core/source/package-root";
import type { Report } from "./report";

/** The report in a JSON value, or why it is none, in a few words. */
export function readReport(json: unknown): Report | string {
  const version = typeof json === "object" && json !== null && "schemaVersion" in json ? json.schemaVersion : undefined;
  if (version === undefined) return "is not a report of haven-cdktf; report.json below cdktf.out/haven is";
  if (version !== "1") return `is a report of another release (schemaVersion ${JSON.stringify(version)}; this one reads "1")`;
  const schema = JSON.parse(readFileSync(join(packageRoot(), "schema/report.json"), "utf8")) as object;
  const validate = new Ajv({ allErrors: false, strict: false }).compile<Report>(schema);
  if (validate(json)) return json;
  const [error] = validate.errors ?? [];
  return `is not a whole report: ${error?.instancePath || "/"} ${error?.message ?? "is wrong"}`;
}
