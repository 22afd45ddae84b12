/** Terraform variables of the vCenter account with which programs in the cluster log in. */
export const vcenterAccount = {
  user: { name: "csi_user", description: "Name of the small vCenter account that the cluster's storage driver logs in with" },
  password: { name: "csi_password", description: "Password of that account" },
} as const;
