import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { charts, images } from "../../lib/baseline/charts";

const root = resolve(__dirname, "../..");
const { customManagers } = JSON.parse(readFileSync(join(root, "renovate.json"), "utf8")) as {
  customManagers: [{ matchStrings: readonly string[] }];
};

test("Renovate finds every pinned chart and image, with the name that it has where it comes from", () => {
  const source = readFileSync(join(root, "lib/baseline/charts.ts"), "utf8");
  const found = customManagers[0].matchStrings.flatMap((pattern) => [...source.matchAll(new RegExp(pattern, "g"))]);
  const pins = found.map(({ groups = {} }) => `${groups.depName?.split("/").at(-1) ?? ""} ${groups.currentValue ?? ""}`);

  expect(pins.sort()).toEqual(
    [
      ...Object.values(charts).map(({ name, version }) => `${name} ${version}`),
      ...Object.values(images).map((image) => image.replace(/.*\//, "").replace(":", " ")),
    ].sort(),
  );
});
