import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The system's Chromium, or the one that `HAVEN_TEST_CHROMIUM` names; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const given = process.env.HAVEN_TEST_CHROMIUM;
  if (given !== undefined && given !== "") return given;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}
