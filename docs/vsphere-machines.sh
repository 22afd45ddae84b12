#!/bin/sh
# Upgrades Talos or Kubernetes on machines of one's own, one machine at a time, and takes a machine of the control plane out.
# Stops at the first machine that doesn't come back healthy. See vsphere.md#upgrade.
set -eu

usage() {
  cat >&2 <<'TEXT'
vsphere-machines.sh health                       waits until the cluster is healthy, 15 minutes at the most
vsphere-machines.sh versions                     shows which version of Talos each machine runs
vsphere-machines.sh talos <installer image> [address ...]
                                                 upgrades Talos on every machine, or on those that an interrupted upgrade left
vsphere-machines.sh kubernetes <version>         upgrades Kubernetes, without a v
vsphere-machines.sh leave <address>              takes a machine of the control plane out, so that Terraform may replace it

CONTROL_PLANE  addresses of the control plane, separated by spaces
WORKERS        addresses of the other machines, separated by spaces
TALOSCONFIG    file that talosctl logs in with
TEXT
  exit 2
}

: "${CONTROL_PLANE:=}" "${WORKERS:=}"
[ -n "$CONTROL_PLANE" ] || usage
first=${CONTROL_PLANE%% *}
# A snapshot of etcd is all that Kubernetes knows.
umask 077

commas() {
  echo "$*" | tr ' ' ','
}

# With discovery off, Talos knows no other machine, so it is told of all.
healthy() {
  # shellcheck disable=SC2086
  talosctl health --nodes "$first" --endpoints "$first" --wait-timeout 15m \
    --control-plane-nodes "$(commas $CONTROL_PLANE)" --worker-nodes "$(commas $WORKERS)"
}

# One by one: of several, talosctl only warns that one doesn't answer.
etcd_answers() {
  for each in $1; do
    talosctl etcd status --nodes "$each" --endpoints "$each"
  done
}

snapshot() {
  talosctl etcd snapshot "etcd-$(date -u +%Y%m%dT%H%M%SZ).db" --nodes "$first" --endpoints "$first"
}

without() {
  for each in $CONTROL_PLANE; do
    [ "$each" = "$1" ] || printf '%s ' "$each"
  done
}

# Machines of one version look alike; one that an upgrade left behind, or that doesn't answer, stands out.
versions() {
  silent=0
  for each in $CONTROL_PLANE $WORKERS; do
    version=$(talosctl version --nodes "$each" --endpoints "$each" | awk '/Server:/ { server = 1 } server && /Tag:/ { print $2 }') || version=
    [ -n "$version" ] || silent=1
    echo "$each ${version:-no answer}"
  done
  return $silent
}

case "${1:-}" in
health) healthy ;;
versions) versions ;;
talos)
  image=${2:?"$(usage)"}
  shift 2
  healthy
  snapshot
  # The control plane first, and never two: etcd would lose its majority.
  for node in ${*:-$CONTROL_PLANE $WORKERS}; do
    echo "upgrading $node"
    # Asked by way of the rest of the control plane, which has the login to drain a machine with, and doesn't restart meanwhile. Talos goes
    # back to the image of before when the new one doesn't start.
    through=$(without "$node")
    # shellcheck disable=SC2086
    talosctl upgrade --nodes "$node" --endpoints "$(commas ${through:-$node})" --image "$image" --wait --timeout 30m
    healthy
  done
  ;;
kubernetes)
  version=${2:?"$(usage)"}
  healthy
  snapshot
  talosctl upgrade-k8s --nodes "$first" --endpoints "$first" --to "$version"
  healthy
  echo "now set kubernetesVersion: \"$version\" and apply; the plan changes no machine"
  ;;
leave)
  gone=${2:?"$(usage)"}
  case " $CONTROL_PLANE " in
  *" $gone "*) ;;
  *)
    echo "$gone is not in CONTROL_PLANE: $CONTROL_PLANE" >&2
    exit 2
    ;;
  esac
  rest=$(without "$gone")
  [ -n "$rest" ] || {
    echo "$gone is the only machine of the control plane; restore a snapshot instead" >&2
    exit 2
  }
  first=${rest%% *}
  # Whoever is left must be able to go on alone.
  etcd_answers "$rest"
  snapshot
  # It leaves etcd by itself; only a machine that doesn't answer is put out by another.
  talosctl reset --nodes "$gone" --endpoints "$gone" --graceful --reboot=false --wait --timeout 10m || {
    members=$(talosctl etcd members --nodes "$first" --endpoints "$first")
    member=$(echo "$members" | awk -v gone="$gone" 'index($0, "//" gone ":") { print $2 }')
    [ -z "$member" ] || talosctl etcd remove-member "$member" --nodes "$first" --endpoints "$first"
  }
  # Not all of its health: Kubernetes remembers the node until somebody takes it out.
  etcd_answers "$rest"
  echo "$gone has left etcd; now take its node out and replace its machine: vsphere.md#replace-a-machine-of-the-control-plane"
  ;;
*) usage ;;
esac
