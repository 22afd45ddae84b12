import { parse } from "yaml";
import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { vsphereCluster } from "../support/vsphere";
import { apps, vsphereProps, zones } from "../support/vsphere-props";

/** What machines of a kind are told, by document. */
function told(json: JsonObject, id: RegExp): readonly JsonObject[] {
  const [, config] = Object.entries(object(object(json.data).talos_machine_configuration)).find(([key]) => id.test(key)) ?? [];
  return (object(config).config_patches as readonly string[]).map((patch) => parse(patch) as JsonObject);
}

describe("defaults", () => {
  const stack = vsphereCluster();
  const machines = stack.resources("vsphere_virtual_machine");

  test("three machines of the control plane and the pool's, over the zones, each with its own address", () => {
    expect(machines.map(({ name }) => name)).toEqual([
      "zaken-control-a-1",
      "zaken-control-b-2",
      "zaken-control-c-3",
      "zaken-apps-a-1",
      "zaken-apps-b-2",
      "zaken-apps-c-3",
    ]);
    expect(
      stack
        .resources("talos_machine_configuration_apply")
        .map(({ node, endpoint }) => [String(node), endpoint])
        .sort(),
    ).toEqual(["10.43.0.11", "10.43.0.12", "10.43.0.13", "10.43.0.32", "10.43.0.33", "10.43.0.34"].map((address) => [address, address]));
  });

  test("nothing waits for VMware's guest agent, and disks can be found by their id", () => {
    for (const machine of machines) {
      expect(machine).toMatchObject({
        wait_for_guest_ip_timeout: 0,
        wait_for_guest_net_timeout: 0,
        wait_for_guest_net_routable: false,
        enable_disk_uuid: true,
        extra_config_reboot_required: false,
        network_interface: [{ adapter_type: "vmxnet3" }],
      });
    }
  });

  test("a new image or configuration neither replaces nor restarts a machine", () => {
    for (const { lifecycle } of machines) {
      expect(lifecycle).toMatchObject({ ignore_changes: expect.arrayContaining(["clone", "extra_config", "guest_id", "firmware"]) });
    }
  });

  test("disks that the storage driver attaches to a machine stay there", () => {
    for (const { lifecycle } of machines)
      expect(object(lifecycle).ignore_changes).toEqual(expect.arrayContaining(["disk", "datastore_id"]));
  });

  test("the image says how machines are made, so that vCenter takes the clone", () => {
    for (const machine of machines) expect(String(machine.guest_id)).toContain("data.vsphere_virtual_machine");
  });

  test("there is a resource pool for each zone and one folder, below what was there", () => {
    expect(stack.resources("vsphere_resource_pool").map(({ name }) => name)).toEqual(["zaken-a", "zaken-b", "zaken-c"]);
    expect(stack.resource("vsphere_folder")).toMatchObject({ path: "zaken", type: "vm" });
  });

  test("one machine in a zone needs no rule that keeps it from others", () => {
    expect(stack.resources("vsphere_compute_cluster_vm_anti_affinity_rule")).toEqual([]);
  });

  test("the control plane is configured one after the other, workers after it, and etcd is started once, on a machine's own address", () => {
    const entries = stack.resourceEntries("talos_machine_configuration_apply");
    const byAddress = [...entries].sort((a, b) => String(a.attributes.node).localeCompare(String(b.attributes.node)));
    const [first, second, third, ...workers] = byAddress;
    const after = (entry: (typeof entries)[number] | undefined) =>
      (entry?.attributes.depends_on as string[]).filter((on) => on.startsWith("talos_"));

    expect(after(first)).toEqual([]);
    expect(after(second)).toEqual([first?.address]);
    expect(after(third)).toEqual([second?.address]);
    for (const worker of workers) expect(after(worker)).toEqual([third?.address]);
    expect(stack.resource("talos_machine_bootstrap")).toMatchObject({ node: "10.43.0.11", endpoint: "10.43.0.11" });
  });

  test("the API is there when every machine has its configuration and it answers, which is minutes after the bootstrap", () => {
    const [wait] = stack.resourceEntries("terraform_data");
    const workers = stack.resourceEntries("talos_machine_configuration_apply").filter(({ address }) => address.includes("apply-apps-"));

    expect(JSON.stringify(wait?.attributes.provisioner)).toContain("https://10.43.0.10:6443/livez");
    expect(wait?.attributes.depends_on).toEqual([
      stack.resourceEntries("talos_machine_bootstrap")[0]?.address,
      ...workers.map(({ address }) => address),
    ]);
    expect(workers).toHaveLength(3);
  });

  test("a machine that is made anew is told again what it is", () => {
    for (const { lifecycle } of stack.resources("talos_machine_configuration_apply")) {
      expect(object(lifecycle).replace_triggered_by).toEqual([expect.stringMatching(/^vsphere_virtual_machine\..*\.id$/)]);
    }
  });

  test("a change that takes a restart waits for one that a person makes", () => {
    for (const apply of stack.resources("talos_machine_configuration_apply")) {
      expect(apply).toMatchObject({ apply_mode: "staged_if_needing_reboot" });
      // Reset at destroy would make etcd refuse the last members to leave.
      expect(apply).not.toHaveProperty("on_destroy");
    }
  });

  test("nobody outside your network is told about the cluster", () => {
    expect(told(stack.json, /control-a/)[0]).toMatchObject({ cluster: { discovery: { enabled: false } } });
  });

  test("the ranges of the tested provider versions are asked for", () => {
    expect((stack.json.terraform as JsonObject).required_providers).toMatchObject({
      vsphere: { source: "vmware/vsphere", version: "~> 2.15" },
      talos: { source: "siderolabs/talos", version: "~> 0.11.0" },
    });
  });
});

describe("custom", () => {
  test("a second machine in a zone is kept on another host where there is room", () => {
    const stack = vsphereCluster({ nodePools: [{ ...apps, minNodes: 4, maxNodes: 4 }] });
    const rule = stack.resource("vsphere_compute_cluster_vm_anti_affinity_rule");

    expect(rule).toMatchObject({ name: "zaken-apps-a", mandatory: false });
    expect(rule.virtual_machine_ids).toHaveLength(2);
    expect(object(rule.lifecycle).replace_triggered_by).toHaveLength(2);
  });

  test("a pool that grows, or one beside it, leaves names and addresses alone", () => {
    const addresses = (props: Parameters<typeof vsphereCluster>[0]) =>
      new Map(
        vsphereCluster(props)
          .resourceEntries("talos_machine_configuration_apply")
          .map(({ address, attributes }) => [address, attributes.node]),
      );
    const before = addresses({});
    const after = addresses({
      nodePools: [
        { ...apps, name: "batch", addressOffset: 64 },
        { ...apps, minNodes: 5, maxNodes: 5 },
      ],
    });

    for (const [address, node] of before) expect(after.get(address)).toBe(node);
  });

  test("hosts of a stretched cluster are zones, and machines don't leave them", () => {
    const rooms = ["a", "b"].map((name, index) => ({ ...zones[0], name, hosts: [`esx-${index}`] }));
    const stack = vsphereCluster({ zones: rooms });

    expect(stack.resources("vsphere_compute_cluster_host_group").map(({ name }) => name)).toEqual(["zaken-a-hosts", "zaken-b-hosts"]);
    for (const rule of stack.resources("vsphere_compute_cluster_vm_host_rule")) expect(rule).toMatchObject({ mandatory: true });
  });

  test("a storage policy, of encryption for one, is that of the disk and not of the machine's folder only", () => {
    const stack = vsphereCluster({ zones: zones.map((zone) => ({ ...zone, storagePolicy: "encrypted" })) });

    for (const machine of stack.resources("vsphere_virtual_machine")) {
      expect(String(machine.storage_policy_id)).toContain("data.vsphere_storage_policy");
      expect(machine.disk).toMatchObject([{ storage_policy_id: machine.storage_policy_id }]);
    }
  });

  test("hosts of two datacenters may have one name", () => {
    const rooms = zones.map((zone, index) => ({ ...zone, datacenter: `dc-${index}`, hosts: ["esx-1"] }));

    expect(Object.keys(object(object(vsphereCluster({ zones: rooms }).json.data).vsphere_host))).toHaveLength(3);
  });

  test("over the network, a machine finds no secret beside it", () => {
    const stack = vsphereCluster({ talos: { delivery: "api" } });

    for (const { extra_config: config } of stack.resources("vsphere_virtual_machine")) {
      expect(Object.keys(object(config))).toEqual(["guestinfo.metadata", "guestinfo.metadata.encoding"]);
    }
    // The one mode that a machine takes that was told nothing yet.
    for (const apply of stack.resources("talos_machine_configuration_apply")) expect(apply).toMatchObject({ apply_mode: "auto" });
  });

  test("an OVA goes into a library, as an OVA", () => {
    const url = "https://factory.example/talos.ova";
    const stack = vsphereCluster({ image: { type: "ova", library: "images", url, secureBoot: true } });

    expect(stack.resource("vsphere_content_library_item")).toMatchObject({ file_url: url, type: "ovf" });
    expect(stack.resources("vsphere_virtual_machine")[0]).toMatchObject({
      guest_id: "other3xLinux64Guest",
      firmware: "efi",
      efi_secure_boot_enabled: true,
      vtpm: {},
    });
    expect(JSON.stringify(told(stack.json, /control-a/)[0])).toContain("/vmware-installer-secureboot/");
  });

  test("protection covers the control plane and the secrets, without which all is lost", () => {
    const stack = vsphereCluster({ environment: "production" });
    const guarded = stack
      .resources("vsphere_virtual_machine")
      .filter(({ lifecycle }) => object(lifecycle).prevent_destroy === true)
      .map(({ name }) => name);

    expect(guarded).toEqual(["zaken-control-a-1", "zaken-control-b-2", "zaken-control-c-3"]);
    expect(stack.resource("talos_machine_secrets")).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test("zones with subnets of their own have an endpoint of yours, and no address that wanders", () => {
    const subnets = zones.map((zone, index) => ({ ...zone, cidr: `10.${50 + index}.0.0/24`, gateway: `10.${50 + index}.0.1` }));
    const { virtualIp, ...network } = vsphereProps().network;
    const stack = vsphereCluster({
      zones: subnets,
      network: { ...network, cidr: "10.50.0.0/24", gateway: "10.50.0.1", loadBalancer: { first: "10.50.0.200", last: "10.50.0.210" } },
      access: { allowedCidrs: ["10.1.0.0/16"], endpoint: "https://api.zaken.example:6443" },
    });

    expect(virtualIp).toBeDefined();
    expect(told(stack.json, /control-a/).some(({ kind }) => kind === "Layer2VIPConfig")).toBe(false);
    expect(stack.resources("talos_machine_configuration_apply").map(({ node }) => node)).toContain("10.51.0.12");
  });

  test("people log in with a provider of their own, and none of them can pass for the system", () => {
    const oidc = { issuerUrl: "https://login.example", clientId: "haven", administratorGroups: ["admins"] };
    let command = "";
    const { json } = vsphereCluster({ access: { allowedCidrs: ["10.1.0.0/16"], oidc } }, ({ kubeconfigCommand }) => {
      command = kubeconfigCommand;
    });

    expect(told(json, /control-a/)[0]).toMatchObject({
      cluster: { apiServer: { extraArgs: { "oidc-groups-prefix": "oidc:", "oidc-username-prefix": "oidc:" } } },
    });
    expect(command).toContain("oidc-login");
  });
});

describe("warns", () => {
  test.each<[string, Parameters<typeof vsphereCluster>[0], string]>([
    ["of no snapshots of etcd", {}, "etcdBackup"],
    ["of backups that have nowhere to go", { storage: { shared: vsphereProps().storage.shared } }, "storage.objects is not set"],
    ["of datastores that other zones don't reach", { storage: { ...vsphereProps().storage, volumes: {} } }, "can't reach it"],
    ["of an exception that nobody needs", { residencyException: { reason: "we thought so" } }, "isn't needed"],
    [
      "of a network of somebody else's",
      {
        network: {
          cidr: "203.0.113.0/24",
          gateway: "203.0.113.1",
          virtualIp: "203.0.113.10",
          loadBalancer: { first: "203.0.113.200", last: "203.0.113.210" },
          dnsServers: ["203.0.113.2"],
        },
      },
      "not a private range",
    ],
    ["of two zones, one of which has etcd's majority", { zones: zones.slice(0, 2) }, "2 of the 3 machines"],
  ])("%s", (_, props, words) => {
    expect(vsphereCluster(props).warnings.join()).toContain(words);
  });
});
