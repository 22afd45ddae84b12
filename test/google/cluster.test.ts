import { object } from "../../lib/core/reading/terraform-json";
import { providers } from "../../stacks/providers";
import { synthesizeApp } from "../../lib/testing";
import { googleCluster } from "../support/google";
import { administrator, googleProps, privateAccess, restrictedAccess } from "../support/google-props";

const keyId = "projects/gemeente-zaken/locations/europe-west4/keyRings/haven/cryptoKeys/zaken";
const dependsOn = (attributes: { readonly depends_on?: unknown }) => (attributes.depends_on ?? []) as string[];

test("the control plane is over the zones of the region, moves with its channel, and knows IAM's identities only", () => {
  const { resource } = googleCluster();
  const gke = resource("google_container_cluster");

  expect(gke).toMatchObject({
    location: "europe-west4",
    node_locations: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
    release_channel: { channel: "REGULAR" },
    datapath_provider: "ADVANCED_DATAPATH",
    networking_mode: "VPC_NATIVE",
    enable_legacy_abac: false,
    master_auth: { client_certificate_config: { issue_client_certificate: false } },
    enable_shielded_nodes: true,
    enable_intranode_visibility: true,
    rbac_binding_config: { enable_insecure_binding_system_authenticated: false, enable_insecure_binding_system_unauthenticated: false },
    anonymous_authentication_config: { mode: "LIMITED" },
    security_posture_config: { mode: "BASIC" },
    cost_management_config: { enabled: true },
    addons_config: { gcp_filestore_csi_driver_config: { enabled: true } },
  });
  // A pin is refused as soon as the channel leaves it, and Calico beside Dataplane V2 is refused at once. A policy for images would refuse
  // HCC's own, and pods keep their addresses towards private networks as GKE does it.
  for (const absent of [
    "min_master_version",
    "node_version",
    "network_policy",
    "cluster_ipv4_cidr",
    "binary_authorization",
    "default_snat_status",
  ])
    expect(gke).not.toHaveProperty(absent);
});

test("what GKE switches on by itself is said, so that it is no change later", () => {
  expect(googleCluster().resource("google_container_cluster")).toMatchObject({ enable_l4_ilb_subsetting: true });
});

test("clusters and pools have an hour and a half, where provider 6.50 gives up after less", () => {
  const { resource } = googleCluster();

  for (const type of ["google_container_cluster", "google_container_node_pool"])
    expect(resource(type).timeouts).toEqual({ create: "90m", update: "90m", delete: "90m" });
});

test("europe-west1, which has no zone a, gets the zones that it has", () => {
  const { resource } = googleCluster({ region: "europe-west1" });

  expect(resource("google_container_cluster").node_locations).toEqual(["europe-west1-b", "europe-west1-c", "europe-west1-d"]);
});

test("the pool that GKE makes first has an account of ours and a small disk, goes at once, and is never a change", () => {
  const gke = googleCluster().resource("google_container_cluster");

  expect(gke).toMatchObject({ remove_default_node_pool: true, initial_node_count: 1 });
  expect(gke.node_config).toMatchObject({
    service_account: expect.stringContaining("google_service_account"),
    disk_type: "pd-standard",
    disk_size_gb: 50,
  });
  expect(object(gke.lifecycle).ignore_changes).toEqual(["node_config", "initial_node_count"]);
});

test("the API has a name that IAM guards, and no address", () => {
  const { resource } = googleCluster({}, ({ kubernetesAccess, apiEndpoint, kubeconfigCommand }) => {
    expect(kubernetesAccess).toMatchObject({ exec: { command: "gke-gcloud-auth-plugin" } });
    // A public authority vouches for the name.
    expect(kubernetesAccess).not.toHaveProperty("clusterCaCertificate");
    expect(apiEndpoint).toMatch(/^https:/);
    expect(kubeconfigCommand).toContain("--dns-endpoint");
  });

  expect(resource("google_container_cluster")).toMatchObject({
    control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: true }, ip_endpoints_config: { enabled: false } },
    // GKE answers so, and anything else would be a change in every plan.
    private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: true },
  });
  expect(resource("google_container_cluster")).not.toHaveProperty("master_authorized_networks_config");
});

test("a restricted API has an address for the ranges that are named, and none for Google Cloud's own", () => {
  const { resource } = googleCluster({ access: restrictedAccess }, ({ kubernetesAccess }) => {
    expect(kubernetesAccess).toHaveProperty("clusterCaCertificate");
  });

  expect(resource("google_container_cluster")).toMatchObject({
    control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: false }, ip_endpoints_config: { enabled: true } },
    private_cluster_config: { enable_private_endpoint: false },
    master_authorized_networks_config: {
      gcp_public_cidrs_access_enabled: false,
      private_endpoint_enforcement_enabled: true,
      cidr_blocks: [{ cidr_block: "203.0.113.0/24" }],
    },
  });
});

test("a private API has an address inside the network only, and says what that takes", () => {
  const { resource, warnings } = googleCluster({ access: { ...privateAccess, allowedCidrs: ["10.0.0.0/16"] } }, ({ kubeconfigCommand }) => {
    expect(kubeconfigCommand).toContain("--internal-ip");
  });

  expect(resource("google_container_cluster")).toMatchObject({
    control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: false }, ip_endpoints_config: { enabled: true } },
    private_cluster_config: { enable_private_endpoint: true },
    master_authorized_networks_config: { cidr_blocks: [{ cidr_block: "10.0.0.0/16" }] },
  });
  expect(warnings.join()).toContain("docs/private-api.md");
});

test("administrators and viewers come in by IAM, named by who they are", () => {
  const rights = (...members: string[]) =>
    googleCluster({ access: { mode: "identity", administrators: { members }, viewers: { members: ["user:auditor@gemeente.example"] } } })
      .resourceEntries("google_project_iam_member")
      .filter(({ attributes }) => String(attributes.role).startsWith("roles/container.") && !String(attributes.role).includes("Node"));
  const one = rights(administrator);
  const two = rights("serviceAccount:pipeline@gemeente-zaken.iam.gserviceaccount.com", administrator);

  expect(one.map(({ attributes: { role, member } }) => [role, member])).toEqual([
    ["roles/container.admin", administrator],
    ["roles/container.viewer", "user:auditor@gemeente.example"],
  ]);
  expect(two.map(({ address }) => address)).toEqual(expect.arrayContaining(one.map(({ address }) => address)));
});

test("people and pipelines of another identity provider come in by Workforce Identity Federation", () => {
  const member = "principalSet://iam.googleapis.com/locations/global/workforcePools/gemeente/group/beheer";
  const { resources } = googleCluster({ access: { mode: "identity", administrators: { members: [member] } } });

  expect(resources("google_project_iam_member").find(({ role }) => role === "roles/container.admin")).toMatchObject({ member });
});

test("groups of Google may be named in the cluster's own role bindings", () => {
  const access = { ...googleProps().access, securityGroup: "gke-security-groups@gemeente.example" };

  expect(googleCluster({ access }).resource("google_container_cluster")).toMatchObject({
    authenticator_groups_config: { security_group: "gke-security-groups@gemeente.example" },
  });
});

test("nodes register with an account that may do that and pull images, and wait for its rights and a way out", () => {
  const stack = googleCluster();
  const rights = stack
    .resourceEntries("google_project_iam_member")
    .filter(({ attributes }) => String(attributes.member).includes("nodes-identity"));
  const waits = [
    ...rights.map(({ address }) => address),
    ...stack.resourceEntries("google_compute_router_nat").map(({ address }) => address),
    ...stack.resourceEntries("google_service_networking_connection").map(({ address }) => address),
  ];

  expect(rights.map(({ attributes }) => attributes.role).sort()).toEqual([
    "roles/artifactregistry.reader",
    "roles/container.defaultNodeServiceAccount",
  ]);
  expect(waits).toHaveLength(4);
  expect(dependsOn(stack.resource("google_container_cluster"))).toEqual(expect.arrayContaining(waits));
  expect(dependsOn(stack.resource("google_container_node_pool"))).toEqual(expect.arrayContaining(waits));
});

test("every API is enabled before anything is made, and stays when all is gone", () => {
  const { resources, json } = googleCluster();
  const services = resources("google_project_service");

  expect(services.map(({ service }) => service)).toEqual(
    expect.arrayContaining([
      "container.googleapis.com",
      "compute.googleapis.com",
      "file.googleapis.com",
      "servicenetworking.googleapis.com",
    ]),
  );
  expect(services.every(({ disable_on_destroy }) => disable_on_destroy === false)).toBe(true);
  const [local = ""] = Object.keys(json.locals as object);
  const made = Object.entries(json.resource as Record<string, Record<string, Record<string, unknown>>>)
    .filter(([type]) => type !== "google_project_service")
    .flatMap(([, byId]) => Object.values(byId));
  const inProject = made.filter(({ project }) => project !== undefined);
  expect(inProject.length).toBeGreaterThan(15);
  for (const { project } of inProject) expect(project).toBe(`\${local.${local}}`);
});

test("who may not enable APIs leaves that to others", () => {
  const { resources, resource } = googleCluster({ enableApis: false });

  expect(resources("google_project_service")).toEqual([]);
  expect(resource("google_container_cluster").project).toBe("gemeente-zaken");
});

test("identities of workloads wait for the cluster, which makes their pool", () => {
  const { resources } = googleCluster();
  const users = resources("google_service_account_iam_member").filter(({ role }) => role === "roles/iam.workloadIdentityUser");

  expect(users).toHaveLength(2);
  for (const { member } of users) {
    expect(member).toMatch(/^serviceAccount:\$\{google_container_cluster\.\w+\.workload_identity_config\[0\]\.workload_pool\}\[haven-/);
  }
});

test("a key of one's own encrypts Secrets and disks, and Google's agents may use it first", () => {
  const stack = googleCluster({ encryption: { customerManagedKey: { keyId } } }, ({ defaultStorageClass }) => {
    expect(defaultStorageClass.parameters).toMatchObject({ "disk-encryption-kms-key": keyId });
  });
  const gke = stack.resource("google_container_cluster");
  const agents = stack.resourceEntries("google_kms_crypto_key_iam_member");

  expect(gke.database_encryption).toEqual({ state: "ENCRYPTED", key_name: keyId });
  expect(gke.node_config).toMatchObject({ boot_disk_kms_key: keyId });
  expect(stack.resource("google_container_node_pool").node_config).toMatchObject({ boot_disk_kms_key: keyId });
  // From 1.35 on GKE answers with another word, which provider 6.50 refuses to be told.
  expect(object(gke.lifecycle).ignore_changes).toContain("database_encryption[0].state");
  expect(agents.map(({ attributes }) => attributes.member).sort()).toEqual([
    "serviceAccount:service-123456789012@compute-system.iam.gserviceaccount.com",
    "serviceAccount:service-123456789012@container-engine-robot.iam.gserviceaccount.com",
  ]);
  expect(dependsOn(gke)).toEqual(expect.arrayContaining(agents.map(({ address }) => address)));
});

test("without a key of one's own GKE is told so: provider 6.50 takes silence for what is there", () => {
  const gke = googleCluster().resource("google_container_cluster");

  expect(gke.database_encryption).toEqual({ state: "DECRYPTED" });
  expect(object(gke.lifecycle).ignore_changes).not.toContain("database_encryption[0].state");
});

test("agents may use a key until the cluster no longer does", () => {
  const agents = googleCluster({ encryption: { customerManagedKey: { keyId } } }).resources("google_kms_crypto_key_iam_member");

  // Terraform destroys what left the code before it changes what stood on it, unless it is made so.
  for (const { lifecycle } of agents) expect(lifecycle).toMatchObject({ create_before_destroy: true });
});

describe("maintenance", () => {
  const policy = (props: Parameters<typeof googleCluster>[0]) =>
    googleCluster(props).resource("google_container_cluster").maintenance_policy as Record<string, unknown>;

  test("is once a week, in UTC, long enough for what GKE asks", () => {
    expect(policy({})).toMatchObject({
      recurring_window: { start_time: "2026-01-04T01:00:00Z", end_time: "2026-01-04T13:00:00Z", recurrence: "FREQ=WEEKLY;BYDAY=SU" },
    });
  });

  test("follows the offset, to another day of UTC where that is one", () => {
    expect(policy({ maintenance: { day: "monday", start: "00:30", utcOffset: "+01:00" } })).toMatchObject({
      recurring_window: { start_time: "2026-01-04T23:30:00Z", recurrence: "FREQ=WEEKLY;BYDAY=SU" },
    });
  });

  test("keeps out of freezes, and of what is held", () => {
    const upgrades = { hold: "minors", from: "2027-01-01", until: "2027-03-31" } as const;
    const maintenance = { hours: 24, freezes: [{ from: "2027-03-15", until: "2027-03-19" }] };

    expect(policy({ maintenance, upgrades }).maintenance_exclusion).toEqual([
      {
        exclusion_name: "freeze-2027-03-15",
        start_time: "2027-03-15T00:00:00Z",
        end_time: "2027-03-20T00:00:00Z",
        exclusion_options: { scope: "NO_UPGRADES" },
      },
      {
        exclusion_name: "hold",
        start_time: "2027-01-01T00:00:00Z",
        end_time: "2027-04-01T00:00:00Z",
        exclusion_options: { scope: "NO_MINOR_UPGRADES" },
      },
    ]);
  });
});

test("production is protected by Terraform and by GKE, and the parts that are named are let go", () => {
  const production = googleCluster({ environment: "production" });
  const except = googleCluster({ environment: "production", deletionProtection: { except: ["cluster", "auditLog"] } });
  const guarded = (stack: typeof production) =>
    ["google_container_cluster", "google_logging_project_bucket_config", "google_storage_bucket"].map((type) =>
      stack.resources(type).every(({ lifecycle }) => object(lifecycle).prevent_destroy === true),
    );

  expect(guarded(production)).toEqual([true, true, true]);
  expect(guarded(except)).toEqual([false, false, true]);
  expect(production.resource("google_container_cluster").deletion_protection).toBe(true);
  expect(except.resource("google_container_cluster").deletion_protection).toBe(false);
});

test("labels are on all that takes them, in words that Google takes", () => {
  const { resources } = googleCluster({ tags: { owner: "team-platform", costCentre: "4711" } });
  const labels = { owner: "team-platform", "cost-centre": "4711", environment: "test", "managed-by": "haven-cdktf" };

  expect(resources("google_container_cluster")[0]?.resource_labels).toEqual(labels);
  for (const { labels: put } of [...resources("google_storage_bucket"), ...resources("google_compute_address")])
    expect(put).toEqual(labels);
  expect(resources("google_container_node_pool")[0]?.node_config).toMatchObject({ resource_labels: labels });
});

test("Backup for GKE has its agent, its API and a plan", () => {
  const { resource, resources } = googleCluster({ backup: { retentionDays: 60, deleteLockDays: 14 } });

  expect(resource("google_container_cluster").addons_config).toMatchObject({ gke_backup_agent_config: { enabled: true } });
  expect(resources("google_project_service").map(({ service }) => service)).toContain("gkebackup.googleapis.com");
  expect(resource("google_gke_backup_backup_plan")).toMatchObject({
    location: "europe-west4",
    retention_policy: { backup_retain_days: 60, backup_delete_lock_days: 14 },
  });
});

test("Google's Gateway API takes the place of types of our own", () => {
  const channel = (gatewayApi?: boolean) =>
    googleCluster({ ...(gatewayApi !== undefined && { gatewayApi }) }, ({ platformServices }) => {
      expect(platformServices.gatewayApi).toBe(gatewayApi ?? false);
    }).resource("google_container_cluster").gateway_api_config;

  expect(channel()).toEqual({ channel: "CHANNEL_DISABLED" });
  expect(channel(true)).toEqual({ channel: "CHANNEL_STANDARD" });
});

test("a sovereign cloud has names of its own", () => {
  const universe = {
    domain: "s3nsapis.fr",
    workloadPoolDomain: "s3ns.svc.id.goog",
    serviceAgentDomain: "s3ns-system.iam.gserviceaccount.com",
  };
  const props = {
    region: "u-france-east1",
    // Ids begin with a prefix there, which the pool's name doesn't have.
    projectId: "s3ns:gemeente-zaken",
    universe,
    encryption: { customerManagedKey: { keyId: keyId.replace("europe-west4", "u-france-east1") } },
  };
  const { resource, resources } = googleCluster(props, ({ objectStorage }) => {
    expect(objectStorage.endpoint).toBe("https://storage.s3nsapis.fr");
  });

  expect(object(resource("google_container_cluster").workload_identity_config).workload_pool).toMatch(
    /^\$\{replace\(local\.\w+, "\/\^\.\*:\/", ""\)\}\.s3ns\.svc\.id\.goog$/,
  );
  for (const { member } of resources("google_kms_crypto_key_iam_member"))
    expect(member).toMatch(/@[\w-]+\.s3ns-system\.iam\.gserviceaccount\.com$/);
});

test("the stack's provider knows its project and its region, and who logs in is left to whoever runs it", () => {
  const google = providers.google?.();
  const { json } = synthesizeApp((app) => google?.addStack(app, "google", googleProps()));

  expect(object(json.provider).google).toEqual([{ project: "gemeente-zaken", region: "europe-west4" }]);
});
