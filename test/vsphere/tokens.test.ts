import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import { TerraformVariable } from "cdktf";
import { object } from "../../lib/core/reading/terraform-json";
import { synthesize } from "../../lib/testing";
import { TalosProvider, VsphereHavenCluster, type VsphereHavenClusterProps } from "../../lib/vsphere";
import { vsphereProps, zones } from "../support/vsphere-props";

type Read = (name: string) => string;

/** A stack whose props hold values of variables; each reading makes a token of its own, as in a supplier's code. */
function stackWith(props: (read: Read) => Partial<VsphereHavenClusterProps>, unrelated = 0) {
  return synthesize((stack) => {
    new TalosProvider(stack, "talos");
    new VsphereProvider(stack, "vsphere", { user: "somebody", password: "${var.password}" });
    for (let index = 0; index < unrelated; index += 1)
      expect(new TerraformVariable(stack, `unrelated-${index}`, {}).stringValue).toContain("TOKEN");
    const variables = new Map<string, TerraformVariable>();
    const read: Read = (name) => {
      const variable = variables.get(name) ?? new TerraformVariable(stack, name, { type: "string" });
      variables.set(name, variable);
      return variable.stringValue;
    };
    new VsphereHavenCluster(stack, "cluster", vsphereProps(props(read)));
  });
}

const computedPlaces = (read: Read) => ({
  zones: zones.map((zone) => ({
    ...zone,
    datacenter: read("datacenter"),
    computeCluster: read("compute"),
    datastore: read("datastore"),
    hosts: [read(`host-${zone.name}`)],
  })),
});

test("addresses stay what they are when an unrelated variable is read before", () => {
  const idsOf = (unrelated: number) => {
    const { json } = stackWith(computedPlaces, unrelated);
    return [json.resource, json.data].map((kinds) =>
      Object.entries(object(kinds)).map(([type, byId]) => [type, Object.keys(object(byId))]),
    );
  };

  expect(idsOf(3)).toEqual(idsOf(0));
});

test("one variable is one datacenter, and one folder in it", () => {
  const stack = stackWith(computedPlaces);

  expect(stack.resources("vsphere_folder")).toHaveLength(1);
  expect(Object.keys(object(object(stack.json.data).vsphere_datacenter))).toHaveLength(1);
});

test("a zone's name makes names of machines, and can't be computed", () => {
  expect(() => stackWith((read) => ({ zones: zones.map((zone) => ({ ...zone, name: read(zone.name) })) }))).toThrow(
    /zones\[0\]\.name.*known to Terraform only/s,
  );
});

test("a computed value reaches the machines as what Terraform computes, and proves nothing", () => {
  const stack = stackWith((read) => ({
    access: {
      allowedCidrs: ["10.1.0.0/16"],
      oidc: { issuerUrl: "https://login.example", clientId: read("client"), administratorGroups: ["admins"] },
    },
  }));
  const patches = Object.values(object(object(stack.json.data).talos_machine_configuration)).flatMap(
    (config) => object(config).config_patches as readonly string[],
  );

  expect(patches.filter((text) => text.includes("var.client"))).toEqual(
    Array.from({ length: 3 }, (): unknown => expect.stringMatching(/^\$\{jsonencode\(.*"oidc-client-id" = var\.client/)),
  );
  expect(stack.prediction.guaranteed).not.toContain("rbac");
});
