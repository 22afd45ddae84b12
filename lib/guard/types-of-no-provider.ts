import { alike, type GuardedType, harmless } from "../core/reading/guarded";
import type { JsonObject } from "../core/reading/json";
import { string } from "../core/reading/terraform-json";

const azureType = ({ type = null }: JsonObject) => (string(type) ?? "").replace(/@.*$/, "").toLowerCase();

/** Types that other providers than ours make, and that stacks often have. Reviewed on 2026-12-01. */
export const guardedEverywhere: Readonly<Record<string, GuardedType>> = {
  ...alike(
    harmless,
    `terraform_data null_resource random_id random_integer random_pet random_shuffle random_string random_uuid time_offset time_rotating
    time_sleep time_static local_file local_sensitive_file cloudinit_config azapi_update_resource azapi_resource_action
    azapi_data_plane_resource`,
  ),
  ...alike({ kind: "key", loss: "everything that was made with it has another password" }, "random_password random_bytes"),
  ...alike(
    { kind: "key", loss: "everything that was made with it has another key" },
    "tls_private_key tls_self_signed_cert tls_locally_signed_cert tls_cert_request",
  ),
  azapi_resource: {
    kind: "data",
    loss: (values) => {
      const type = azureType(values);
      if (/^microsoft\.(authorization|insights)\//.test(type) && !type.endsWith("/diagnosticsettings")) return undefined;
      if (type === "microsoft.containerservice/managedclusters")
        return "every node of the cluster goes with it, every volume claim on them, and what only its own API knows";
      if (type === "microsoft.containerservice/managedclusters/agentpools") return "the pool's nodes go with it";
      return `guard does not know what Azure keeps in a resource of type ${type === "" ? "(none)" : type}`;
    },
  },
};
