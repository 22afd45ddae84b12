import type { HavenBaselineProps } from "../../lib/baseline";
import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { inside } from "./inside";

/** On a cluster without object storage. */
const onVolume = (props: Partial<HavenBaselineProps> = {}) => inside(props, undefined, { noObjectStorage: true });

function given(stack: ReturnType<typeof inside>, release: string): JsonObject {
  const [found] = stack.resources("helm_release").filter(({ name }) => name === release);
  return object(JSON.parse(String((found?.values as readonly string[])[0])) as JsonObject);
}

test("without object storage Loki is one copy on one volume, and still deletes what is old", () => {
  const loki = given(onVolume({ applicationLogs: { retentionDays: 14, storageGib: 250 } }), "loki");

  expect(loki).toMatchObject({
    deploymentMode: "Monolithic",
    singleBinary: { replicas: 1, persistence: { size: "250Gi", storageClass: "haven-block" } },
    loki: {
      commonConfig: { replication_factor: 1 },
      storage: { type: "filesystem" },
      schemaConfig: { configs: [{ object_store: "filesystem" }] },
      compactor: { retention_enabled: true, delete_request_store: "filesystem" },
      limits_config: { retention_period: "336h", retention_stream: [{ selector: '{log="audit"}', period: "4392h" }] },
    },
  });
  expect(given(onVolume(), "loki")).toMatchObject({ singleBinary: { persistence: { size: "100Gi" } } });
});

test("Loki then talks to nobody outside the cluster", () => {
  expect(JSON.stringify(given(onVolume(), "log-store-network"))).not.toContain("443");
  expect(JSON.stringify(given(inside(), "log-store-network"))).toContain("443");
});

test("the report says what a volume isn't, in both languages, and still expects the check to pass", () => {
  const [cluster] = onVolume().report.clusters;
  const logs = cluster?.checks.find(({ id }) => id === "logs");

  expect(logs).toMatchObject({
    status: "expected",
    because: {
      en: "Alloy, Loki, one copy on one volume of 100 GiB: lost with it, and nothing new is kept when it is full",
      nl: expect.stringContaining("één volume van 100 GiB"),
    },
  });
});

test("whoever deploys from inside the cluster reads that there is no store", () => {
  const { info } = object(given(onVolume(), "system").manifests);

  expect(object(info).data).toMatchObject({ object_storage: "", logs_bucket: "", backups_bucket: "" });
});

test.each<[string, Partial<HavenBaselineProps>, { noObjectStorage?: boolean }, string]>([
  ["backups without a store", { velero: {} }, { noObjectStorage: true }, "velero  has nowhere to put backups"],
  ["a volume beside a store", { applicationLogs: { storageGib: 50 } }, {}, "applicationLogs.storageGib  50 is of no use"],
  ["a volume for a day", { applicationLogs: { storageGib: 1 } }, { noObjectStorage: true }, "applicationLogs.storageGib"],
])("refuses %s", (_, props, cluster, words) => {
  expect(() => inside(props, undefined, cluster)).toThrow(words);
});
