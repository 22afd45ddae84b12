import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Token } from "cdktf";
import { parse } from "yaml";
import { scheduleProblems } from "../../lib/core/cluster/schedule";
import { fileSchema } from "../../lib/config/file-schema";
import { providerNames } from "../../lib/config/providers";
import { loadClusters } from "../../stacks/clusters";
import { directory } from "../config/files";
import { everyText } from "../support/text-places";

/** Verdicts of `cron.ParseStandard`, github.com/robfig/cron/v3 v3.0.1, which was run on each of these. */
const verdicts: readonly (readonly [schedule: string, isSound: boolean])[] = [
  ["0 2 * * *", true],
  ["*/15 0-6 1,15 * 1-5", true],
  ["59 23 31 12 6", true],
  ["0 3 * * 0", true],
  ["0 2 * * SUN", true],
  ["0 2 * * sun-sat", true],
  ["0 2 ? * MON-FRI", true],
  ["0 2 1 Jan ?", true],
  ["0 2 1-5/2 * *", true],
  ["0 2 5/2 * *", true],
  ["007 2 * * *", true],
  ["0  2 * * *", true],
  [" 0 2 * * * ", true],
  ["0\t2 * * *", true],
  ["*/60 * * * *", true],
  ["@yearly", true],
  ["@annually", true],
  ["@monthly", true],
  ["@weekly", true],
  ["@daily", true],
  ["@midnight", true],
  ["@hourly", true],
  ["@every 1h30m", true],
  ["@every 1.5h", true],
  ["", false],
  ["daily", false],
  ["@Daily", false],
  ["@reboot", false],
  ["@every", false],
  ["@every 1d", false],
  ["0 2 * *", false],
  ["0 0 2 * * *", false],
  ["60 2 * * *", false],
  ["0 24 * * *", false],
  ["0 25/2 * * *", false],
  ["0 2 0 * *", false],
  ["0 2 32 * *", false],
  ["0 2 * 13 *", false],
  ["0 2 * 0 *", false],
  ["0 2 * * 7", false],
  ["0 2 * * 0,7", false],
  ["0 2 * * 5-7", false],
  ["0 2 * * fri-mon", false],
  ["0 2 * * mon-sun", false],
  ["0 22-6 * * *", false],
  ["0 2 * * */0", false],
  ["0 2 * * */-1", false],
  ["0 2 * * 1-2-3", false],
  ["0 2 * * 1/2/3", false],
  ["0 2 1 january *", false],
  ["0 2 L * *", false],
  ["0 2 * * 5#3", false],
  ["H 2 * * *", false],
  ["a b c d e", false],
];

test.each(verdicts)("%p is judged as Kubernetes and Velero do: %p", (schedule, isSound) => {
  expect(scheduleProblems("at", schedule).length === 0).toBe(isSound);
});

// The library takes these, where they are mistakes or mean what they don't say.
test.each(["0 2 * * 1,", "0 2 , * *", "*-5 2 * * *", "+5 2 * * *", "TZ=UTC 0 2 * * *", "CRON_TZ=Europe/Amsterdam 0 2 * * *", "@every -1h"])(
  "%p is refused although the library takes it",
  (schedule) => {
    expect(scheduleProblems("at", schedule)).toHaveLength(1);
  },
);

test.each([
  ["0 2 * * 7", '"0 2 * * 7" has 7 for the day of the week; it must be between 0 and 6, and Sunday is 0'],
  ["0 22-6 * * *", '"0 22-6 * * *" has the range "22-6" for the hour, which descends; write it as two, such as 22-23,0-6'],
  ["0 2 * *", '"0 2 * *" must have 5 fields, has 4'],
  ["0 2 * * noday", '"0 2 * * noday" has "noday" for the day of the week; it must be a number between 0 and 6, a range, or *'],
])("%p says what is wrong and what is allowed", (schedule, message) => {
  expect(scheduleProblems("at", schedule)).toEqual([{ path: "at", message, hint: expect.stringContaining("@daily") as string }]);
});

test("a value that only Terraform knows isn't judged", () => {
  expect(scheduleProblems("at", Token.asString({ resolve: () => "x" }))).toEqual([]);
});

test.each(providerNames)("every schedule in a file of %s is judged by this rule", (provider) => {
  const root = join(__dirname, "../..");
  const found = everyText(fileSchema(provider)?.schema() ?? {}).flatMap(({ path }) => (path.endsWith(".schedule") ? [path] : []));
  expect(found).toContain("velero.schedule");

  for (const path of found) {
    const [part = ""] = path.split(".");
    const reference = parse(readFileSync(join(root, "clusters", `${provider}.yaml`), "utf8")) as Readonly<Record<string, object>>;
    const given = { ...reference, [part]: { ...reference[part], schedule: "0 2 * * 7" } };
    const folder = directory({ "clusters/zaken.yaml": JSON.stringify(given) });

    expect(loadClusters(join(folder, "clusters")).problems).toContainEqual(
      expect.objectContaining({ path, message: expect.stringContaining("Sunday is 0") as string }),
    );
  }
});
