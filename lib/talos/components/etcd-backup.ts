import { storeAuthority, storeAuthorityObject } from "../../core/addresses/store-authority";
import type { BaselineContext } from "../../core/cluster/cluster";
import type { Alert, BaselineComponent, KubernetesObject } from "../../core/cluster/component";
import { keysAsEnvironment, objectStoragePort, regionVariable, withoutChecksums } from "../../core/storage/object-storage";
import { images } from "./charts";
import { talosDefaults } from "../config/defaults";
import { type EtcdBackupConfig, etcdBackupNamespace } from "../config/etcd-backup";

const name = "etcd-backup";

const ofJob = `{namespace="${etcdBackupNamespace}",cronjob="${name}"}`;

/** They compare runs with the schedule, whatever it is. */
const alerts: readonly Alert[] = [
  {
    name: "EtcdBackupFailed",
    expr: `kube_cronjob_status_last_schedule_time${ofJob} > kube_cronjob_status_last_successful_time${ofJob} or (kube_cronjob_status_last_schedule_time${ofJob} unless on (namespace, cronjob) kube_cronjob_status_last_successful_time${ofJob})`,
    for: "1h",
    summary: "The last snapshot of etcd was not stored: kubectl -n haven-etcd-backup get jobs",
  },
  {
    name: "EtcdBackupMissing",
    expr: `time() - kube_cronjob_next_schedule_time${ofJob} > 3600 or kube_cronjob_spec_suspend${ofJob} == 1 or absent(kube_cronjob_info${ofJob})`,
    for: "15m",
    summary: "No snapshot of etcd is made at the times of the schedule",
  },
];

const talosLogin = "talos-login";

const keys = "object-storage";

/** A job of Talos' makers that asks Talos for a snapshot, with rights to nothing else, encrypts it and stores it. */
export function etcdBackup({ agePublicKey, schedule }: EtcdBackupConfig, { cluster, mirror }: BaselineContext): BaselineComponent {
  if (cluster.objectStorage === undefined) throw new Error("snapshots of etcd without object storage");
  const { endpoint, region, buckets, credentials, caCertificate } = cluster.objectStorage;
  const environment = {
    CUSTOM_S3_ENDPOINT: endpoint,
    [regionVariable]: region,
    BUCKET: buckets.backups,
    CLUSTER_NAME: cluster.clusterName,
    S3_PREFIX: `etcd/${cluster.clusterName}`,
    AGE_X25519_PUBLIC_KEY: agePublicKey,
    // This release takes buckets out of the host's name when the value is "false", and only then.
    USE_PATH_STYLE: "false",
    ...withoutChecksums,
    ...(caCertificate !== undefined && storeAuthority.environment),
  };
  const job: KubernetesObject = {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name, namespace: etcdBackupNamespace },
    spec: {
      schedule: schedule ?? talosDefaults.etcdBackupSchedule,
      concurrencyPolicy: "Forbid",
      jobTemplate: {
        spec: {
          template: {
            spec: {
              restartPolicy: "OnFailure",
              automountServiceAccountToken: false,
              securityContext: { runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
              containers: [
                {
                  name: "backup",
                  image: `${mirror ?? "ghcr.io"}/${images.etcdBackup}`,
                  command: ["/talos-backup"],
                  workingDir: "/tmp",
                  env: Object.entries(environment).map(([key, value]) => ({ name: key, value })),
                  envFrom: [{ secretRef: { name: keys } }],
                  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "1Gi" } },
                  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
                  volumeMounts: [
                    { name: "tmp", mountPath: "/tmp" },
                    { name: "talos", mountPath: "/var/run/secrets/talos.dev" },
                    ...(caCertificate === undefined ? [] : [storeAuthority.mount]),
                  ],
                },
              ],
              volumes: [
                { name: "tmp", emptyDir: {} },
                { name: "talos", secret: { secretName: talosLogin } },
                ...(caCertificate === undefined ? [] : [storeAuthority.volume]),
              ],
            },
          },
        },
      },
    },
  };
  return {
    name,
    namespace: { name: etcdBackupNamespace, podSecurity: "restricted" },
    ...(credentials && { secrets: { [keys]: keysAsEnvironment(credentials) } }),
    releases: [
      {
        name,
        manifests: {
          ...(caCertificate !== undefined && { authority: storeAuthorityObject(etcdBackupNamespace, caCertificate) }),
          // Talos sees this object, and fills the Secret of that name with a login of just these rights.
          login: {
            apiVersion: "talos.dev/v1alpha1",
            kind: "ServiceAccount",
            metadata: { name: talosLogin, namespace: etcdBackupNamespace },
            spec: { roles: ["os:etcd:backup"] },
          },
          job,
        },
      },
    ],
    alerts,
    traffic: [
      { direction: "out", peer: "anyone", ports: [50000], reason: "Talos, for the snapshot" },
      { direction: "out", peer: "anyone", ports: [objectStoragePort(endpoint)], reason: "object storage" },
    ],
  };
}
