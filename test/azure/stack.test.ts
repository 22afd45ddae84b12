import { synthesizeApp } from "../../lib/testing";
import { AzureHavenStack, type AzureHavenStackProps } from "../../stacks/azure-haven-stack";
import { reference } from "../support/reference";

const synth = (change: (stack: AzureHavenStack) => void = () => undefined) =>
  synthesizeApp((app) => {
    change(new AzureHavenStack(app, "azure", reference("azure") as AzureHavenStackProps));
  }).json;

test("the provider keeps a creation that failed in the state, beside its other features", () => {
  // The provider takes one block of features.
  expect(synth().provider).toMatchObject({
    azurerm: [{ features: [{ storage: [{ data_plane_available: false }], persist_id_on_create_before_polling_for_completion: true }] }],
  });
  expect((synth().provider as { azurerm: { features: object[] }[] }).azurerm[0]?.features).toHaveLength(1);
});

test("a Terraform that knows no checks is refused, unless the stack says another range", () => {
  expect(synth().terraform).toMatchObject({ required_version: ">= 1.5" });
  expect(
    synth((stack) => {
      stack.addOverride("terraform.required_version", "~> 1.11");
    }).terraform,
  ).toMatchObject({
    required_version: "~> 1.11",
  });
});

test("the contract names the version that runs, which a requested upgrade may be ahead of", () => {
  expect(synth().output).toMatchObject({ kubernetes_version: { value: expect.stringContaining("current_kubernetes_version") } });
});
