#!/bin/sh
# Runs the Haven Compliancy Checker on the clusters that are named, and puts what it says beside the prediction.
# Takes `haven` (HCC), kubectl and a way to each cluster's API; leaves evidence/<cluster>.
set -eu
terraform=${TERRAFORM_BINARY_NAME:-terraform}
failed=0
HAVEN_CLUSTERS=$(echo "$*" | tr ' ' ',') npx haven-cdktf report
KUBECONFIG=$(mktemp)
export KUBECONFIG
for cluster in "$@"; do
  (
    folder="cdktf.out/stacks/$cluster"
    login=$(cd "$folder" && "$terraform" init -input=false -no-color > /dev/null && "$terraform" output -raw kubeconfig_command)
    sh -c "$login"
    haven check --output=json > "$cluster.hcc.json"
    npx haven-cdktf compare "$cluster.hcc.json" --cluster "$cluster" --out "evidence/$cluster"
  ) || failed=1
done
exit "$failed"
