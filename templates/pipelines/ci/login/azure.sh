# Terraform and kubelogin log in to Azure as an application that trusts the CI system. Sourced by ci/login.sh.
: "${ARM_CLIENT_ID:?}" "${ARM_TENANT_ID:?}" "${ARM_SUBSCRIPTION_ID:?}"
export ARM_USE_OIDC=true AZURE_CLIENT_ID="$ARM_CLIENT_ID" AZURE_TENANT_ID="$ARM_TENANT_ID"
export AZURE_AUTHORITY_HOST=https://login.microsoftonline.com/ AAD_LOGIN_METHOD=workloadidentity
if [ -n "${SYSTEM_OIDCREQUESTURI:-}" ]; then
  # Tokens of Azure Pipelines last minutes; azurerm and kubelogin ask for new ones.
  : "${AZURESUBSCRIPTION_SERVICE_CONNECTION_ID:?}"
  export ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID="$AZURESUBSCRIPTION_SERVICE_CONNECTION_ID" AAD_LOGIN_METHOD=azurepipelines
  export AZURESUBSCRIPTION_CLIENT_ID="$ARM_CLIENT_ID" AZURESUBSCRIPTION_TENANT_ID="$ARM_TENANT_ID"
elif [ -z "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ]; then
  # On GitHub they ask for new ones too; GitLab's lasts as long as the job may.
  node ci/token.mjs api://AzureADTokenExchange > "$login/token"
  export ARM_OIDC_TOKEN_FILE_PATH="$login/token" AZURE_FEDERATED_TOKEN_FILE="$login/token"
fi
