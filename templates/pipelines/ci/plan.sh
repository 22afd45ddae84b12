#!/bin/sh
# Plans the clusters that are named, and lets guard judge each plan. One that fails doesn't stop the rest.
# Leaves plan.tfplan in each stack's folder, which is what ci/apply.sh applies. With HAVEN_DRIFT=true any change is a failure.
set -eu
terraform=${TERRAFORM_BINARY_NAME:-terraform}
failed=0

plan() {
  (
    cd "cdktf.out/stacks/$1"
    rm -f plan.tfplan
    "$terraform" init -input=false -no-color || exit 1
    code=0
    "$terraform" plan -input=false -no-color -lock-timeout=10m -detailed-exitcode -out=plan.tfplan || code=$?
    # A plan that ended with an error is written too: guard says what is behind it.
    if [ -f plan.tfplan ]; then
      "$terraform" show -json plan.tfplan > plan.json
      # shellcheck disable=SC2086 -- addresses, separated by spaces
      npx haven-cdktf guard plan.json $(for address in ${HAVEN_ALLOW:-}; do printf -- '--allow %s ' "$address"; done) || code=1
      # It holds what Terraform knows in clear text, secrets among it.
      rm plan.json
    fi
    [ "$code" -eq 1 ] && exit 1
    if [ "$code" -eq 2 ] && [ "${HAVEN_DRIFT:-}" = true ]; then
      echo "$1: what runs is not what the code says" >&2
      exit 1
    fi
    exit 0
  )
}

# A baseline in a stack of its own looks its cluster up, which the first apply has yet to make.
there() {
  (cd "cdktf.out/stacks/$1" && "$terraform" state list) 2> /dev/null |
    grep -Eq '^(azurerm_kubernetes_cluster|aws_eks_cluster|google_container_cluster|talos_machine_bootstrap)\.'
}

# Of those that are to be upgraded the ones that are planned here: a name that isn't would be an error.
upgrade=
for cluster in "$@"; do
  case ",$(echo "${HAVEN_UPGRADE:-}" | tr -d ' ')," in *",$cluster,"*) upgrade="$upgrade,$cluster" ;; esac
done

HAVEN_UPGRADE=${upgrade#,} HAVEN_CLUSTERS=$(echo "$*" | tr ' ' ',') npx haven-cdktf report
for cluster in "$@"; do
  for stack in "$cluster" "$cluster-baseline"; do
    [ -f "cdktf.out/stacks/$stack/cdk.tf.json" ] || continue
    if [ "$stack" != "$cluster" ] && ! there "$cluster"; then
      echo "$stack: not planned, since $cluster isn't there yet; run this again after its first apply"
      continue
    fi
    plan "$stack" || {
      echo "$stack: the plan failed or was refused" >&2
      failed=1
    }
  done
done
exit "$failed"
