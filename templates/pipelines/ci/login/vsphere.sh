# Checks that the account of vCenter is in the environment. Sourced by ci/login.sh.
# vCenter trusts no CI system: these come from a vault, or from the CI system's masked and protected variables.
: "${VSPHERE_USER:?}" "${VSPHERE_PASSWORD:?}"
