import { alike, type GuardedType, harmless } from "../core/reading/guarded";

/** Types that other providers than ours make, and that stacks often have. Reviewed on 2026-12-01. */
export const guardedEverywhere: Readonly<Record<string, GuardedType>> = {
  ...alike(
    harmless,
    `terraform_data null_resource random_id random_integer random_pet random_shuffle random_string random_uuid time_offset time_rotating
    time_sleep time_static local_file local_sensitive_file cloudinit_config`,
  ),
  ...alike({ kind: "key", loss: "everything that was made with it has another password" }, "random_password random_bytes"),
  ...alike(
    { kind: "key", loss: "everything that was made with it has another key" },
    "tls_private_key tls_self_signed_cert tls_locally_signed_cert tls_cert_request",
  ),
};
