import { parse } from "yaml";
import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import type { VsphereHavenClusterProps } from "../../lib/vsphere";
import { vsphereCluster } from "../support/vsphere";

/** What machines of a pool are told first. */
function told(pool: string, props: Partial<VsphereHavenClusterProps> = {}): JsonObject {
  const groups = object(object(vsphereCluster(props).json.data).talos_machine_configuration);
  const [, config] = Object.entries(groups).find(([id]) => id.includes(`_${pool}-a_`)) ?? [];
  const [first = ""] = object(config).config_patches as readonly string[];
  return parse(first) as JsonObject;
}

const receiver = "tcp://logs.gemeente.example:5140";

test("the API server writes who asked for what, and no body of a request", () => {
  const policy = JSON.stringify(object(object(told("control").cluster).apiServer).auditPolicy);

  expect(policy).toContain('"level":"Metadata"');
  expect(policy).not.toContain('"level":"Request');
  expect(told("apps").cluster).not.toHaveProperty("apiServer");
});

test("services of Talos log to the receiver, on every machine", () => {
  for (const pool of ["control", "apps"]) {
    expect(told(pool, { logging: { receiver } })).toMatchObject({
      machine: { logging: { destinations: [{ endpoint: receiver, format: "json_lines" }] } },
    });
    expect(told(pool).machine).not.toHaveProperty("logging");
  }
});

test("audit events are kept as long as asked, and the picture says so", () => {
  const kept = (props: Partial<VsphereHavenClusterProps>) => vsphereCluster(props).report.clusters[0]?.architecture?.auditLog.details;

  expect(kept({})).toEqual([{ en: "kept for 183 days", nl: "183 dagen bewaard" }]);
  expect(kept({ logging: { retentionDays: 400 } })).toEqual([{ en: "kept for 400 days", nl: "400 dagen bewaard" }]);
});

test("logs go to the store, or to the volume of the cluster's own log store", () => {
  const sink = (props: Partial<VsphereHavenClusterProps>) => {
    let found = "";
    vsphereCluster(props, ({ logSink }) => {
      found = logSink;
    });
    return found;
  };

  expect(sink({})).toBe("https://s3.gemeente.example:9000/zaken-logs");
  expect(sink({ storage: { shared: { type: "nfs", server: "nfs.example", share: "/x" } } })).toBe("http://loki.haven-logging.svc:3100");
});
