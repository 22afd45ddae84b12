import type { HavenBaselineProps } from "../../lib/baseline";
import { inside, insideFull } from "./inside";

const authorities = [{ type: "acme", name: "supplier", server: "https://acme.example/directory" }] as const;

test.each<[string, Partial<HavenBaselineProps>, boolean]>([
  ["nothing", {}, true],
  ["another authority beside Let's Encrypt", { certificates: { authorities } }, true],
  ["another authority in its place", { certificates: { letsEncrypt: false, authorities } }, false],
  ["that port 80 is let in", { certificates: { challenge: "http" } }, false],
  ["that others make certificates", { certificates: { off: "our own cert-manager is there" } }, false],
  ["that another gateway is there", { gateway: { off: "our own gateway is there" } }, false],
])("an internal gateway without a zone: Let's Encrypt's issuers deserve a warning when a user says %s", (_, props, warned) => {
  expect(inside(props).warnings.join().includes("can't sign yet")).toBe(warned);
});

test("with a zone names are proven there, and nothing is warned of", () => {
  expect(insideFull().warnings.join()).not.toContain("can't sign yet");
});
