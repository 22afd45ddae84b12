import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { draw, pictureFile } from "../../lib/picture/svg";
import { synthesizeApp } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

const folder = join(resolve(__dirname, "../.."), "docs/pictures");

/** The pictures in the documentation, by file name. */
function drawn(): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(providers).flatMap((name) => {
      const provider = providers[name]?.();
      const { report } = synthesizeApp((app) => provider?.addStack(app, name, reference(name)));
      return report.clusters.flatMap(({ architecture, ...cluster }) =>
        architecture === undefined
          ? []
          : (["en", "nl"] as const).map(
              (language) => [`${name}.${language}.svg`, pictureFile(draw({ ...cluster, architecture }, language))] as const,
            ),
      );
    }),
  );
}

test("the pictures in the documentation are those of the reference clusters", () => {
  const pictures = drawn();
  if (process.env.HAVEN_UPDATE_PICTURES) {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of pictures) writeFileSync(join(folder, name), text);
  }
  const committed = existsSync(folder) ? readdirSync(folder) : [];

  // HAVEN_UPDATE_PICTURES=1 npx jest test/stacks/pictures makes them anew.
  expect(committed.sort()).toEqual([...pictures.keys()].sort());
  for (const [name, text] of pictures) expect([name, readFileSync(join(folder, name), "utf8")]).toEqual([name, text]);
});
