# Logs this job in to the cloud of its clusters, HAVEN_PROVIDER, by workload identity federation: no secret is kept anywhere.
# To be sourced: . ci/login.sh. The ids that it takes are no secrets; docs/pipelines.md lists them.
set -eu
umask 077
login=$(mktemp -d)

case "$HAVEN_PROVIDER" in
azure)
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
  ;;
aws)
  : "${AWS_ROLE_ARN:?}"
  node ci/token.mjs sts.amazonaws.com > "$login/token"
  # At once, since a token lasts minutes on most systems and an apply longer.
  aws sts assume-role-with-web-identity --role-arn "$AWS_ROLE_ARN" --role-session-name haven-cdktf --duration-seconds 3600 \
    --web-identity-token "file://$login/token" --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text > "$login/keys"
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN < "$login/keys"
  rm "$login/keys" "$login/token"
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
  ;;
google)
  : "${GOOGLE_WORKLOAD_IDENTITY_PROVIDER:?}" "${GOOGLE_SERVICE_ACCOUNT:?}"
  audience="//iam.googleapis.com/$GOOGLE_WORKLOAD_IDENTITY_PROVIDER"
  if [ -n "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ]; then
    source="{ \"url\": \"$ACTIONS_ID_TOKEN_REQUEST_URL&audience=https:$audience\", \"headers\": { \"Authorization\": \"bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN\" }, \"format\": { \"type\": \"json\", \"subject_token_field_name\": \"value\" } }"
  else
    node ci/token.mjs "https:$audience" > "$login/token"
    source="{ \"file\": \"$login/token\" }"
  fi
  cat > "$login/google.json" << JSON
{
  "type": "external_account",
  "audience": "$audience",
  "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
  "token_url": "https://sts.googleapis.com/v1/token",
  "service_account_impersonation_url": "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/$GOOGLE_SERVICE_ACCOUNT:generateAccessToken",
  "credential_source": $source
}
JSON
  export GOOGLE_APPLICATION_CREDENTIALS="$login/google.json"
  ;;
vsphere)
  # vCenter trusts no CI system: these come from a vault, or from the CI system's masked and protected variables.
  : "${VSPHERE_USER:?}" "${VSPHERE_PASSWORD:?}"
  ;;
*)
  echo "ci/login.sh knows no provider $HAVEN_PROVIDER" >&2
  exit 2
  ;;
esac
