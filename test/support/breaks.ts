/** What a person's override may do to the evidence of a rule, on the reference cluster of a provider. */
export interface Break {
  /** Terraform type, `data.<type>`, or `terraform`. */
  readonly type: string;
  /** Of the resources of that type, those whose id this matches. @default all */
  readonly id?: RegExp;
  readonly path: string;
  /** What stands there afterwards, given what stood there. */
  readonly value: (old: unknown) => unknown;
}

export interface Broken {
  readonly breaks: readonly Break[];
  /** What becomes of the rule. `unknown` where the code can't show that it fails, and only that it isn't promised any more. */
  readonly status: "failed" | "unknown";
}

const set = (type: string, path: string, value: unknown, id?: RegExp): Break => ({ type, path, value: () => value, ...(id && { id }) });
const fails = (...breaks: Break[]): Broken => ({ breaks, status: "failed" });
const isUnknown = (...breaks: Break[]): Broken => ({ breaks, status: "unknown" });

/** One more in a list, which is what an override of cdktf's does to one. */
const add = (type: string, path: string, more: string, id?: RegExp): Break => ({
  type,
  path,
  value: (old) => [...(old as readonly string[]), more],
  ...(id && { id }),
});
/** One more patch behind those that Talos' machines are told. */
const patch = (text: string, id?: RegExp): Break => add("data.talos_machine_configuration", "config_patches", text, id);

/** What the baseline installs is the same on every provider. */
const baseline: Readonly<Record<string, Broken>> = {
  rwxvolumes: isUnknown(set("kubernetes_storage_class_v1", "storage_provisioner", "${var.later}", /shared/)),
  autocerts: fails(set("helm_release", "values", ['{"manifests":{}}'], /_issuers_/)),
  logs: isUnknown(set("helm_release", "chart", "${var.later}", /_loki_/)),
  "HX-default-storage-class": fails(
    set("kubernetes_storage_class_v1", "metadata.annotations", { "storageclass.kubernetes.io/is-default-class": "false" }, /block/),
  ),
  "HX-literal-secret": fails(set("helm_release", "values", ['{"adminPassword":"hunter2"}'], /_traefik_/)),
  "HX-remote-backend": fails(set("terraform", "backend", { local: {} })),
};

/** For each provider and each rule that is about the cluster: changes of the code after which it no longer holds. */
export const breaks: Readonly<Record<string, Readonly<Record<string, Broken>>>> = {
  aws: {
    ...baseline,
    multiaz: fails(set("aws_subnet", "availability_zone", "eu-central-1a")),
    hamasters: isUnknown(set("aws_eks_cluster", "vpc_config.subnet_ids", "${var.later}")),
    haworkers: fails(set("aws_eks_node_group", "scaling_config.min_size", 0)),
    nodehardening: fails(set("aws_eks_node_group", "ami_type", "WINDOWS_CORE_2022_x86_64")),
    privatenetworking: fails(set("aws_subnet", "map_public_ip_on_launch", true)),
    kubernetesversion: fails(set("aws_eks_cluster", "version", "1.29")),
    rbac: isUnknown(set("aws_eks_cluster", "access_config.authentication_mode", "CONFIG_MAP")),
    cncf: fails(set("aws_eks_cluster", "version", "1.29")),
    metrics: fails(set("aws_eks_addon", "addon_name", "another", /metrics/)),
    "HX-audit-log-retention": fails(set("aws_cloudwatch_log_group", "retention_in_days", 30)),
    "HX-secrets-encryption": isUnknown(set("aws_eks_cluster", "encryption_config.provider.key_arn", null)),
    "HX-region": fails(set("aws_subnet", "availability_zone", "us-east-1a")),
    "HX-public-api": fails(add("aws_eks_cluster", "vpc_config.public_access_cidrs", "0.0.0.0/0")),
    "HX-platform-support": isUnknown(set("aws_eks_cluster", "version", "1.29")),
    "HX-deletion-protection": fails(set("aws_eks_cluster", "lifecycle.prevent_destroy", false)),
  },
  azure: {
    ...baseline,
    multiaz: fails(
      set("azurerm_kubernetes_cluster", "default_node_pool.zones", ["1"]),
      set("azurerm_kubernetes_cluster_node_pool", "zones", ["1"]),
    ),
    hamasters: isUnknown(set("azurerm_kubernetes_cluster", "sku_tier", "Free")),
    haworkers: fails(set("azurerm_kubernetes_cluster_node_pool", "min_count", 2)),
    nodehardening: fails(set("azurerm_kubernetes_cluster_node_pool", "os_sku", "Windows2022")),
    privatenetworking: fails(set("azurerm_kubernetes_cluster_node_pool", "node_public_ip_enabled", true)),
    kubernetesversion: fails(set("azurerm_kubernetes_cluster", "kubernetes_version", "1.29")),
    rbac: fails(set("azurerm_kubernetes_cluster", "role_based_access_control_enabled", false)),
    cncf: fails(set("azurerm_kubernetes_cluster", "kubernetes_version", "1.29")),
    metrics: isUnknown(set("azurerm_kubernetes_cluster", "count", 0)),
    "HX-audit-log-retention": fails(set("azurerm_log_analytics_workspace", "retention_in_days", 30)),
    "HX-secrets-encryption": isUnknown(set("azurerm_kubernetes_cluster", "key_management_service", {})),
    "HX-region": fails(set("azurerm_log_analytics_workspace", "location", "eastus")),
    "HX-public-api": fails(add("azurerm_kubernetes_cluster", "api_server_access_profile.authorized_ip_ranges", "0.0.0.0/0")),
    "HX-platform-support": isUnknown(set("azurerm_kubernetes_cluster", "kubernetes_version", "1.29")),
    "HX-deletion-protection": fails(set("azurerm_kubernetes_cluster", "lifecycle.prevent_destroy", false)),
  },
  google: {
    ...baseline,
    multiaz: fails(set("google_container_node_pool", "node_locations", ["europe-west4-a"])),
    hamasters: isUnknown(set("google_container_cluster", "location", "europe-west4-a")),
    haworkers: fails(set("google_container_node_pool", "autoscaling.min_node_count", 0)),
    nodehardening: fails(set("google_container_node_pool", "node_config.image_type", "WINDOWS_LTSC_CONTAINERD")),
    privatenetworking: fails(set("google_container_node_pool", "network_config.enable_private_nodes", false)),
    kubernetesversion: fails(set("google_container_cluster", "min_master_version", "1.29")),
    rbac: fails(set("google_container_cluster", "enable_legacy_abac", true)),
    cncf: fails(set("google_container_cluster", "min_master_version", "1.29")),
    metrics: isUnknown(set("google_container_cluster", "count", 0)),
    "HX-audit-log-retention": fails(set("google_logging_project_bucket_config", "retention_days", 30)),
    "HX-secrets-encryption": isUnknown(set("google_container_cluster", "database_encryption.state", "ENCRYPTED")),
    "HX-region": fails(set("google_compute_subnetwork", "region", "us-east1")),
    "HX-public-api": fails(
      set("google_container_cluster", "control_plane_endpoints_config.ip_endpoints_config.enabled", true),
      set("google_container_cluster", "master_authorized_networks_config", { cidr_blocks: [{ cidr_block: "0.0.0.0/0" }] }),
    ),
    "HX-platform-support": isUnknown(set("google_container_cluster", "min_master_version", "1.29")),
    "HX-deletion-protection": fails(set("google_container_cluster", "lifecycle.prevent_destroy", false)),
  },
  vsphere: {
    ...baseline,
    multiaz: fails(patch("machine:\n  nodeLabels:\n    topology.kubernetes.io/zone: a\n")),
    hamasters: fails(patch("machine:\n  nodeLabels:\n    topology.kubernetes.io/zone: a\n", /control/)),
    haworkers: fails(patch("machine:\n  nodeTaints:\n    only: batch:NoSchedule\n", /apps-b/)),
    nodehardening: isUnknown(set("data.talos_machine_configuration", "machine_type", "${var.later}", /apps-c/)),
    privatenetworking: isUnknown(patch("cluster:\n  externalCloudProvider:\n    enabled: true\n", /apps-c/)),
    kubernetesversion: fails(set("data.talos_machine_configuration", "kubernetes_version", "1.29.0")),
    rbac: fails(patch("cluster:\n  apiServer:\n    extraArgs:\n      authorization-mode: AlwaysAllow\n", /control-b/)),
    cncf: fails(set("data.talos_machine_configuration", "kubernetes_version", "1.29.0")),
    metrics: isUnknown(set("helm_release", "chart", "${var.later}", /metrics-server_[^m]/)),
    "HX-audit-log-retention": isUnknown(set("helm_release", "values", ["${var.later}"], /_loki_/)),
    "HX-secrets-encryption": isUnknown(set("data.talos_machine_configuration", "machine_secrets", "${var.later}", /control-b/)),
    "HX-region": fails(patch("machine:\n  nodeLabels:\n    topology.kubernetes.io/region: us-texas\n", /apps-b/)),
    "HX-public-api": fails(
      set("data.talos_machine_configuration", "cluster_endpoint", "https://198.51.100.10:6443"),
      patch(
        "apiVersion: v1alpha1\nkind: NetworkRuleConfig\nname: administrators\nportSelector:\n  ports: [6443]\n  protocol: tcp\ningress:\n  - subnet: 0.0.0.0/0\n",
      ),
    ),
    "HX-platform-support": isUnknown(set("data.talos_machine_configuration", "kubernetes_version", "1.29.0")),
    "HX-deletion-protection": fails(set("talos_machine_secrets", "lifecycle.prevent_destroy", false)),
  },
};
