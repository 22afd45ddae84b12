#!/bin/sh
# Upgrades Talos or Kubernetes on machines of one's own, one machine at a time, and takes a machine of the control plane out.
# Stops at the first machine that doesn't come back healthy. See vsphere.md#upgrade.
set -eu

usage() {
  cat >&2 <<'TEXT'
vsphere-machines.sh talos <installer image>      upgrades Talos on every machine
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

commas() {
  echo "$*" | tr ' ' ','
}

# With discovery off, Talos knows no other machine, so it is told of all.
healthy() {
  # shellcheck disable=SC2086
  talosctl health --nodes "$1" --endpoints "$1" --wait-timeout 15m \
    --control-plane-nodes "$(commas $2)" --worker-nodes "$(commas $WORKERS)"
}

snapshot() {
  talosctl etcd snapshot "etcd-$(date -u +%Y%m%dT%H%M%SZ).db" --nodes "$first" --endpoints "$first"
}

without() {
  for each in $CONTROL_PLANE; do
    [ "$each" = "$1" ] || printf '%s ' "$each"
  done
}

case "${1:-}" in
talos)
  image=${2:?"$(usage)"}
  healthy "$first" "$CONTROL_PLANE"
  snapshot
  # The control plane first, and never two: etcd would lose its majority.
  for node in $CONTROL_PLANE $WORKERS; do
    echo "upgrading $node"
    # It drains the machine, restarts it, and goes back to the image of before when the new one doesn't start.
    talosctl upgrade --nodes "$node" --endpoints "$node" --image "$image" --wait --timeout 30m
    healthy "$first" "$CONTROL_PLANE"
  done
  ;;
kubernetes)
  version=${2:?"$(usage)"}
  healthy "$first" "$CONTROL_PLANE"
  snapshot
  talosctl upgrade-k8s --nodes "$first" --endpoints "$first" --to "$version"
  healthy "$first" "$CONTROL_PLANE"
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
  rest=${rest% }
  [ -n "$rest" ] || {
    echo "$gone is the only machine of the control plane; restore a snapshot instead" >&2
    exit 2
  }
  first=${rest%% *}
  snapshot
  # It leaves etcd by itself; only a machine that doesn't answer is put out by another.
  talosctl reset --nodes "$gone" --endpoints "$gone" --graceful --reboot=false --wait --timeout 10m || {
    member=$(talosctl etcd members --nodes "$first" --endpoints "$first" | awk -v gone="$gone" 'index($0, "//" gone ":") { print $2 }')
    [ -n "$member" ] && talosctl etcd remove-member "$member" --nodes "$first" --endpoints "$first"
  }
  healthy "$first" "$rest"
  echo "now replace the machine of $gone: vsphere.md#replace-a-machine-of-the-control-plane"
  ;;
*) usage ;;
esac
