import { providers } from "../config/providers";
import { few, type Judge, kinds, listed, whenRead } from "./judge";
import type { Workload } from "./running-cluster";

/** A volume is made within minutes; a claim that waits longer waits for something that doesn't come. */
const patienceMinutes = 10;

/** HCC looks at the classes, and makes a volume where those don't tell; `observe` looks at volumes that are there already. */
export const rwxvolumes: Judge = ({ storageClasses, csiDrivers, sharedVolumes, waitingClaims }, { predicted, now }) =>
  whenRead(
    [listed(storageClasses, kinds.storageClasses), csiDrivers, sharedVolumes, waitingClaims],
    (classes, drivers, volumes, claims) => {
      // Without a baseline in the report nobody said which class it is: one with a volume that is shared proves itself.
      const name = predicted.baseline?.storageClasses.shared ?? volumes[0];
      const found = classes.find((each) => each.name === name);
      if (name === undefined || found === undefined) {
        const which = name ?? "–";
        return {
          result: name === undefined ? "unknown" : "no",
          because:
            name === undefined
              ? {
                  en: "no shared volume is in use, and the report names no class",
                  nl: "er is geen gedeeld volume in gebruik, en het rapport noemt geen klasse",
                }
              : { en: `class ${which} is not there`, nl: `klasse ${which} is er niet` },
          evidence: [{ address: `StorageClass/${which}`, attribute: "metadata.name", value: null }],
        };
      }
      const { provisioner } = found;
      const evidence = [{ address: `StorageClass/${name}`, attribute: "provisioner", value: provisioner }];
      if (!drivers.includes(provisioner))
        return {
          result: "no",
          because: {
            en: `class ${name} is there, its driver ${provisioner} is not`,
            nl: `klasse ${name} is er, haar driver ${provisioner} niet`,
          },
          evidence,
        };
      const stuck = claims.filter(
        ({ storageClass, created }) => storageClass === name && now.getTime() - created.getTime() > patienceMinutes * 60_000,
      );
      const waiting = few(stuck.map((claim) => `${claim.namespace}/${claim.name}`));
      if (stuck.length > 0)
        return {
          result: "no",
          because: {
            en: `class ${name} gives no volume: ${waiting.en} waits for more than ${patienceMinutes} minutes`,
            nl: `klasse ${name} geeft geen volume: ${waiting.nl} wacht al meer dan ${patienceMinutes} minuten`,
          },
          evidence,
        };
      const used = volumes.filter((each) => each === name).length;
      return {
        result: "yes",
        because:
          used > 0
            ? { en: `class ${name}, ${used} shared volumes in use`, nl: `klasse ${name}, ${used} gedeelde volumes in gebruik` }
            : { en: `class ${name} and its driver; no volume of it yet`, nl: `klasse ${name} en haar driver; nog geen volume ervan` },
        evidence: [...evidence, { address: "PersistentVolume", attribute: `spec.storageClassName=${name}`, value: used }],
      };
    },
  );

export const autocerts: Judge = ({ workloads, clusterIssuers }) =>
  whenRead([listed(workloads, kinds.workloads), clusterIssuers], (all, issuers) => {
    const running = all.filter(({ app }) => app === "cert-manager");
    const evidence = [
      ...running.map(readiness),
      ...issuers.map(({ name, ready }) => ({ address: `ClusterIssuer/${name}`, attribute: "status.conditions[Ready]", value: ready })),
    ];
    if (running.length === 0)
      return { result: "no", because: { en: "cert-manager is not there", nl: "cert-manager is er niet" }, evidence };
    if (!running.some(({ ready }) => ready > 0))
      return { result: "no", because: { en: "cert-manager isn't ready", nl: "cert-manager is niet beschikbaar" }, evidence };
    const ready = issuers.filter((issuer) => issuer.ready).map(({ name }) => name);
    const others = issuers.filter((issuer) => !issuer.ready).map(({ name, message }) => (message ? `${name} (${message})` : name));
    const not = others.length > 0 ? few(others) : undefined;
    return ready.length > 0
      ? {
          result: "yes",
          because: {
            en: `cert-manager with ${ready.join(", ")}${not ? `; not ready: ${not.en}` : ""}`,
            nl: `cert-manager met ${ready.join(", ")}${not ? `; niet gereed: ${not.nl}` : ""}`,
          },
          evidence,
        }
      : {
          result: "no",
          because: not
            ? { en: `no issuer is ready: ${not.en}`, nl: `geen enkele uitgever is gereed: ${not.nl}` }
            : { en: "cert-manager has no issuer for the whole cluster", nl: "cert-manager heeft geen uitgever voor het hele cluster" },
          evidence,
        };
  });

/** HCC was seen to pass these two together. */
const collector = "alloy";
const store = "loki";
/** Known collectors; which of them HCC takes, isn't published. */
const others = [
  "fluent-bit",
  "fluentd",
  "promtail",
  "vector",
  ...Object.values(providers).flatMap(({ logCollectors = [] }) => logCollectors),
];

export const logs: Judge = ({ workloads }) =>
  whenRead([listed(workloads, kinds.workloads)], (all) => {
    const collectors = all.filter(({ kind, app }) => kind === "DaemonSet" && app === collector);
    const stores = all.filter(({ app }) => app === store);
    const evidence = [...collectors, ...stores].map(readiness);
    if (collectors.length === 0) {
      const [other] = all.filter(({ kind, app, name }) => kind === "DaemonSet" && others.includes(app ?? name));
      return other
        ? {
            result: "unknown",
            because: {
              en: `${other.namespace}/${other.name}; which collectors HCC takes, isn't published`,
              nl: `${other.namespace}/${other.name}; welke verzamelaars HCC goedkeurt, is niet gepubliceerd`,
            },
            evidence: [readiness(other)],
          }
        : { result: "no", because: { en: "no collector of logs", nl: "geen verzamelaar van logs" }, evidence };
    }
    if (stores.length === 0) return { result: "no", because: { en: "Alloy without Loki", nl: "Alloy zonder Loki" }, evidence };
    const lacking = [...collectors, ...stores].filter((workload) => !complete(workload)).map(described);
    const first = few(lacking);
    return lacking.length === 0
      ? { result: "yes", because: { en: "Alloy on every node, and Loki", nl: "Alloy op elke node, en Loki" }, evidence }
      : { result: "no", because: { en: `not ready: ${first.en}`, nl: `niet beschikbaar: ${first.nl}` }, evidence };
  });

export const defaultStorageClass: Judge = ({ storageClasses }) =>
  whenRead([listed(storageClasses, kinds.storageClasses)], (classes) => {
    const names = classes.filter(({ isDefault }) => isDefault).map(({ name }) => name);
    return {
      result: names.length === 1 ? "yes" : "no",
      because:
        names.length === 0
          ? { en: "there is none", nl: "er is er geen" }
          : names.length === 1
            ? { en: `${names.join()} and no other`, nl: `${names.join()} en geen andere` }
            : { en: `there are ${names.length}: ${names.join(", ")}`, nl: `er zijn er ${names.length}: ${names.join(", ")}` },
      evidence: names.map((name) => ({
        address: `StorageClass/${name}`,
        attribute: "metadata.annotations[storageclass.kubernetes.io/is-default-class]",
        value: "true",
      })),
    };
  });

/** What wants no pod isn't there. */
export const complete = ({ ready, wanted }: Workload) => wanted > 0 && ready >= wanted;

export const described = ({ namespace, name, ready, wanted }: Workload) => `${namespace}/${name} ${ready}/${wanted}`;

function readiness({ kind, namespace, name, ready, wanted }: Workload) {
  return { address: `${kind}/${namespace}/${name}`, attribute: "status", value: `${ready}/${wanted}` };
}
