import type { AppJson } from "../../core/reading/app-json";
import type { Fact } from "../../core/reading/fact";
import { placesIn } from "../../core/reading/regions";
import type { StackJson } from "../../core/reading/terraform-json";
import { type Touches, type Unaccounted, unaccountedIn } from "../../core/reading/unaccounted";
import type { TalosAddresses } from "./addresses";

/** A person names the place of machines and of object storage: no resource can confirm it. */
export function talosUnaccounted(
  stack: StackJson,
  app: AppJson,
  { provider, secrets, controlPlane, nodePools, objectStorage }: TalosAddresses,
  regions: readonly Fact<string>[],
): readonly Unaccounted[] {
  const machines = [controlPlane, ...nodePools].flatMap((pool) => pool.machines);
  const judged = machines.flatMap(({ resource, apply }) => [resource, ...(apply === undefined ? [] : [apply])]);
  const stated = regions.map(({ origin, value = "" }): Unaccounted => ({
    subjects: ["regions"],
    because: {
      en: `the place of the machines is a person's word: ${value}`,
      nl: `de plaats van de machines is wat iemand opgaf: ${value}`,
    },
    origin,
    leaves: "expected",
  }));
  const objects: readonly Unaccounted[] =
    objectStorage === undefined
      ? []
      : [
          {
            subjects: ["regions"],
            because: {
              en: `nobody can tell from the code where ${objectStorage} keeps logs and backups`,
              nl: `aan de code is niet te zien waar ${objectStorage} logs en back-ups bewaart`,
            },
            origin: { stack: stack.name, address: secrets, attribute: "" },
            leaves: "expected",
          },
        ];
  const elsewhere = placesIn(app, {
    terraformProvider: "talos",
    attributes: /^$/,
    regionOf: (place) => place,
    besides: [provider],
    byProvider: false,
  }).unaccounted;
  return [
    ...stated,
    ...objects,
    ...elsewhere,
    ...unaccountedIn(app, { stack, address: secrets }, machineTouches, new Set(judged.map((address) => `${stack.name} ${address}`))),
  ];
}

/** A configuration that is applied to a machine may make a node of it, unless it logs in with the secrets of another cluster. */
const machineTouches: Touches = [
  [/^talos_machine(_configuration_apply)?$/, { subjects: ["nodes"], cluster: "client_configuration" }],
  [/_virtual_machine$/, { subjects: ["nodes"] }],
];
