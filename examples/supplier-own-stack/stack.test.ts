import { synthesize } from "haven-cdktf/testing";
import { Zaakplatform } from "./stack";

test("our platform keeps its Haven prediction", () => {
  expect(synthesize(Zaakplatform).prediction).toMatchObject({ failed: [], unknown: [] });
});

test("our network is the municipality's", () => {
  const { resource, resources } = synthesize(Zaakplatform);

  expect(resources("azurerm_virtual_network")).toEqual([]);
  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({ network_profile: { outbound_type: "userDefinedRouting" } });
});

test("our own component is installed beside Haven's", () => {
  const { resources } = synthesize(Zaakplatform);

  expect(resources("helm_release")).toContainEqual(expect.objectContaining({ name: "reports", version: "1.2.3", wait: true }));
});

test("our override is in the stack", () => {
  expect(synthesize(Zaakplatform).resource("azurerm_kubernetes_cluster")).toMatchObject({ cost_analysis_enabled: true });
});
