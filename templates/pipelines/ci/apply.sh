#!/bin/sh
# Applies exactly the plans that ci/plan.sh left; Terraform refuses one that is older than the state.
set -eu
terraform=${TERRAFORM_BINARY_NAME:-terraform}
failed=0
for cluster in "$@"; do
  for stack in "$cluster" "$cluster-baseline"; do
    [ -f "cdktf.out/stacks/$stack/plan.tfplan" ] || continue
    (cd "cdktf.out/stacks/$stack" && "$terraform" init -input=false -no-color && "$terraform" apply -input=false -no-color plan.tfplan) || {
      echo "$stack: the apply failed" >&2
      failed=1
      # What is inside needs the cluster.
      break
    }
  done
done
exit "$failed"
