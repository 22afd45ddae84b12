# Logs this job in to the provider of its clusters, HAVEN_PROVIDER, by workload identity federation where the provider has it.
# To be sourced: . ci/login.sh. The ids that it takes are no secrets; docs/pipelines.md lists them.
set -eu
umask 077
login=$(mktemp -d)

if [ ! -f "ci/login/$HAVEN_PROVIDER.sh" ]; then
  echo "ci/login.sh knows no provider $HAVEN_PROVIDER" >&2
  exit 2
fi
. "ci/login/$HAVEN_PROVIDER.sh"
