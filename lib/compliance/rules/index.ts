import type { Rule } from "../rule";
import { clusteradmin, havenversion, shavalidation } from "./about-the-checker";
import { autocerts } from "./autocerts";
import { cncf } from "./cncf";
import { hamasters } from "./hamasters";
import { haworkers } from "./haworkers";
import { auditLogRetention } from "./hx-audit-log-retention";
import { backup } from "./hx-backup";
import { defaultStorageClass } from "./hx-default-storage-class";
import { deletionProtection } from "./hx-deletion-protection";
import { literalSecret } from "./hx-literal-secret";
import { platformSupport } from "./hx-platform-support";
import { publicApi } from "./hx-public-api";
import { region } from "./hx-region";
import { remoteBackend } from "./hx-remote-backend";
import { secretsEncryption } from "./hx-secrets-encryption";
import { kubernetesversion } from "./kubernetesversion";
import { logs } from "./logs";
import { metrics } from "./metrics";
import { multiaz } from "./multiaz";
import { nodehardening } from "./nodehardening";
import { privatenetworking } from "./privatenetworking";
import { rbac } from "./rbac";
import { rwxvolumes } from "./rwxvolumes";
import { cis, kubescape } from "./suggested";

/** One for every check of HCC, in its order, and then our own. */
export const rules: readonly Rule[] = [
  havenversion,
  clusteradmin,
  multiaz,
  hamasters,
  haworkers,
  nodehardening,
  privatenetworking,
  kubernetesversion,
  rbac,
  rwxvolumes,
  cncf,
  autocerts,
  logs,
  metrics,
  shavalidation,
  cis,
  kubescape,
  auditLogRetention,
  secretsEncryption,
  region,
  defaultStorageClass,
  remoteBackend,
  literalSecret,
  publicApi,
  platformSupport,
  deletionProtection,
  backup,
];
