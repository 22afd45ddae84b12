import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesizeApp } from "../../../lib/testing";
import { VsphereHavenStack } from "../../../stacks/vsphere-haven-stack";
import { vsphereProps } from "../../support/vsphere-props";
import { program, rendered, whenThere } from "./rendered";

/** Rules of a cluster on vSphere, which has every alert: it runs its own control plane. */
function ruleFile(): string {
  let rules = "";
  synthesizeApp((app) => {
    const { baseline } = new VsphereHavenStack(app, "zaken", {
      ...vsphereProps(),
      etcdBackup: { agePublicKey: `age1${"q".repeat(58)}` },
      monitoring: {},
      velero: {},
    });
    const [rule] = rendered(baseline, ({ name }) => name === "kube-prometheus-stack").filter(({ kind }) => kind === "PrometheusRule");
    // promtool compares annotations too, and a test that repeats prose would prove nothing.
    rules = JSON.stringify(rule?.object.spec, (key, value: unknown) => (key === "annotations" ? undefined : value));
  });
  return rules;
}

interface Case {
  readonly what: string;
  readonly alert: string;
  /** Series by name with labels, in promtool's notation: a value a minute. */
  readonly series: Readonly<Record<string, string>>;
  /** When to look. */
  readonly at: string;
  /** Labels of the alerts that fire. */
  readonly fires: readonly Readonly<Record<string, string>>[];
}

const schedule = '{schedule="velero-daily"}';
const job = '{namespace="haven-etcd-backup",cronjob="etcd-backup"}';
const velero = { schedule: "velero-daily" };
const etcd = { namespace: "haven-etcd-backup", cronjob: "etcd-backup" };

// Time begins at 0 in these tests, so a timestamp of 0 is the beginning.
const cases: readonly Case[] = [
  {
    what: "a backup that failed, or was partial",
    alert: "BackupFailed",
    series: { [`velero_backup_last_status${schedule}`]: "1x10 0x20" },
    at: "20m",
    fires: [velero],
  },
  { what: "a backup that succeeded", alert: "BackupFailed", series: { [`velero_backup_last_status${schedule}`]: "1x30" }, at: "20m", fires: [] },
  {
    what: "no backup for more than a day",
    alert: "BackupMissing",
    series: { [`velero_backup_last_successful_timestamp${schedule}`]: "0x1700" },
    at: "1600m",
    fires: [velero],
  },
  {
    what: "a backup a day ago",
    alert: "BackupMissing",
    series: { [`velero_backup_last_successful_timestamp${schedule}`]: "0x1700" },
    at: "1500m",
    fires: [],
  },
  { what: "no backup ever", alert: "BackupNeverMade", series: {}, at: "1600m", fires: [velero] },
  { what: "the first day", alert: "BackupNeverMade", series: {}, at: "600m", fires: [] },
  {
    what: "a snapshot of etcd that was not stored",
    alert: "EtcdBackupFailed",
    series: {
      [`kube_cronjob_status_last_schedule_time${job}`]: "0x60 3600x100",
      [`kube_cronjob_status_last_successful_time${job}`]: "60x200",
    },
    at: "130m",
    fires: [etcd],
  },
  {
    what: "a snapshot of etcd that took ten minutes",
    alert: "EtcdBackupFailed",
    series: {
      [`kube_cronjob_status_last_schedule_time${job}`]: "3600x200",
      [`kube_cronjob_status_last_successful_time${job}`]: "0x10 4200x200",
    },
    at: "130m",
    fires: [],
  },
  {
    what: "a snapshot of etcd that was never stored",
    alert: "EtcdBackupFailed",
    series: { [`kube_cronjob_status_last_schedule_time${job}`]: "0x200" },
    at: "100m",
    fires: [etcd],
  },
  {
    what: "a schedule of etcd's snapshots that nobody follows",
    alert: "EtcdBackupMissing",
    series: { [`kube_cronjob_next_schedule_time${job}`]: "0x200", [`kube_cronjob_info${job}`]: "1x200" },
    at: "90m",
    fires: [etcd],
  },
  {
    what: "a certificate that ends within a week, by its own namespace",
    alert: "CertificateNotRenewed",
    series: { 'certmanager_certificate_expiration_timestamp_seconds{namespace="zaken",name="web"}': "86400x200" },
    at: "90m",
    fires: [{ namespace: "zaken", name: "web" }],
  },
  {
    what: "a pod of the platform that is not ready",
    alert: "PlatformPodNotReady",
    series: {
      'kube_pod_status_ready{namespace="haven-gateway",pod="traefik-1",condition="true"}': "0x60",
      'kube_pod_status_phase{namespace="haven-gateway",pod="traefik-1",phase="Succeeded"}': "0x60",
      'kube_pod_status_ready{namespace="haven-etcd-backup",pod="done",condition="true"}': "0x60",
      'kube_pod_status_phase{namespace="haven-etcd-backup",pod="done",phase="Succeeded"}': "1x60",
      'kube_pod_status_ready{namespace="zaken",pod="web",condition="true"}': "0x60",
    },
    at: "30m",
    fires: [{ namespace: "haven-gateway", pod: "traefik-1" }],
  },
  {
    what: "Loki without a quorum",
    alert: "LogStoreDown",
    series: {
      'kube_pod_status_ready{namespace="haven-logging",pod="loki-0",condition="true"}': "1x60",
      'kube_pod_status_ready{namespace="haven-logging",pod="loki-1",condition="true"}': "0x60",
      'kube_pod_status_ready{namespace="haven-logging",pod="loki-2",condition="true"}': "0x60",
    },
    at: "30m",
    fires: [{}],
  },
  { what: "Alertmanager that does not run", alert: "AlertmanagerDown", series: {}, at: "30m", fires: [{}] },
  {
    what: "an etcd that is almost full",
    alert: "EtcdAlmostFull",
    series: { 'apiserver_storage_size_bytes{instance="a"}': "1.7e9x60" },
    at: "30m",
    fires: [{}],
  },
];

whenThere("helm", "promtool")("every alert fires when it must, and not before", () => {
  const folder = mkdtempSync(join(tmpdir(), "haven-alerts-"));
  try {
    writeFileSync(join(folder, "rules.yaml"), ruleFile());
    const tests = cases.map(({ what, alert, series, at, fires }) => ({
      name: what,
      interval: "1m",
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: fires.map((labels) => ({ exp_labels: { ...labels, severity: "warning" } })) }],
    }));
    writeFileSync(join(folder, "tests.yaml"), JSON.stringify({ rule_files: ["rules.yaml"], evaluation_interval: "1m", tests }));
    const { status, stdout, stderr } = spawnSync(program("promtool") ?? "", ["test", "rules", "tests.yaml"], { cwd: folder, encoding: "utf8" });

    expect({ status, says: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, says: "" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
