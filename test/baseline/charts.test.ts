import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as baseline from "../../lib/baseline/charts";
import * as talos from "../../lib/talos/components/charts";
import * as vsphere from "../../lib/vsphere/components/charts";

const root = resolve(__dirname, "../..");
const { customManagers } = JSON.parse(readFileSync(join(root, "renovate.json"), "utf8")) as {
  customManagers: [{ matchStrings: readonly string[] }];
};

test.each(Object.entries({ baseline, "talos/components": talos, "vsphere/components": vsphere }))(
  "Renovate finds every pinned chart and image of %s, with the name that it has at home",
  (folder, { charts, images }) => {
    const source = readFileSync(join(root, "lib", folder, "charts.ts"), "utf8");
    const found = customManagers[0].matchStrings.flatMap((pattern) => [...source.matchAll(new RegExp(pattern, "g"))]);
    const pins = found.map(({ groups = {} }) => `${groups.depName?.split("/").at(-1) ?? ""} ${groups.currentValue ?? ""}`);

    expect(pins.sort()).toEqual(
      [
        ...Object.values(charts).map(({ name, version }) => `${name} ${version}`),
        ...Object.values(images).map((image) => image.replace(/.*\//, "").replace(":", " ")),
      ].sort(),
    );
  },
);
