/** A check of the Haven Compliancy Checker, as its own JSON names it. */
export interface HccCheck {
  readonly id: string;
  readonly label: string;
  readonly category: string;
  /** Mandatory ones decide; suggested ones don't. */
  readonly mandatory: boolean;
}

/** The release whose checks are predicted, in the order in which it prints them. The set changes between majors. */
export const hccVersion = "v12.8.0";

const check = (id: string, category: string, label: string, mandatory = true): HccCheck => ({ id, label, category, mandatory });

/** The checks of the Haven Compliancy Checker, in its own order and words. */
export const hccChecks: readonly HccCheck[] = [
  check("havenversion", "Fundamental", "Self test: HCC version is latest major or within 3 months upgrade window"),
  check("clusteradmin", "Fundamental", "Self test: does HCC have cluster-admin"),
  check("multiaz", "Infrastructure", "Multiple availability zones in use"),
  check("hamasters", "Infrastructure", "Running at least 3 master nodes"),
  check("haworkers", "Infrastructure", "Running at least 3 worker nodes"),
  check("nodehardening", "Infrastructure", "Nodes have SELinux, Grsecurity, AppArmor, LKRG, Talos or Flatcar enabled"),
  check("privatenetworking", "Infrastructure", "Private networking topology"),
  check("kubernetesversion", "Cluster", "Kubernetes version is latest stable or max 3 minor versions behind"),
  check("rbac", "Cluster", "Role Based Access Control is enabled"),
  check("rwxvolumes", "Cluster", "ReadWriteMany persistent volumes support"),
  check("cncf", "External", "CNCF Kubernetes Conformance"),
  check("autocerts", "Haven+", "Automated HTTPS certificate provisioning"),
  check("logs", "Haven+", "Log aggregation is running"),
  check("metrics", "Haven+", "Metrics-server is running"),
  check("shavalidation", "Validation", "SHA has been validated"),
  check("cis", "External", "CIS Kubernetes Security Benchmark", false),
  check("kubescape", "External", "Kubescape", false),
];
