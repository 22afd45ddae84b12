#!/bin/sh
# Runs the Haven Compliancy Checker on the clusters that are named, and puts what it says beside the prediction; without HCC on this
# machine haven-cdktf looks at the cluster itself, which takes its optional @kubernetes/client-node.
# Takes kubectl and a way to each cluster's API; leaves evidence/<cluster>.
set -eu
terraform=${TERRAFORM_BINARY_NAME:-terraform}
failed=0

verify() {
  # Of this cluster only: a login that fails must not leave another's behind. No step is skipped over: `set -e` is off in here.
  KUBECONFIG=$(mktemp) || return
  export KUBECONFIG
  login=$(cd "cdktf.out/stacks/$1" && "$terraform" init -input=false -no-color > /dev/null && "$terraform" output -raw kubeconfig_command) &&
    sh -c "$login" || return
  if command -v haven > /dev/null; then
    haven check --output=json > "$1.hcc.json" &&
      npx haven-cdktf compare "$1.hcc.json" --cluster "$1" --out "evidence/$1"
  else
    npx haven-cdktf observe --cluster "$1" --out "evidence/$1"
  fi
}

HAVEN_CLUSTERS=$(echo "$*" | tr ' ' ',') npx haven-cdktf report
for cluster in "$@"; do
  (verify "$cluster") || {
    echo "$cluster: nobody could look, or something is open" >&2
    failed=1
  }
done
exit "$failed"
