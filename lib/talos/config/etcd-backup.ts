import { scheduleProblems } from "../../core/cluster/schedule";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";

/** Snapshots of etcd, all that Kubernetes knows, in the bucket for backups. */
export interface EtcdBackupConfig {
  /**
   * Public key that encrypts the snapshots, made with `age-keygen`. Keep the private key away from the cluster.
   *
   * @pattern ^age1[a-z0-9]{58}$
   * @form a public key of age, as age-keygen makes it: age1 and 58 letters and digits
   */
  readonly agePublicKey: string;
  /** When, as five fields of cron, in UTC. @default 0 2 * * * */
  readonly schedule?: string;
}

export const etcdBackupNamespace = "haven-etcd-backup";

export function etcdBackupProblems({ schedule }: Incomplete<EtcdBackupConfig>): Problem[] {
  return [...scheduleProblems("etcdBackup.schedule", schedule)];
}
