# Writes the credentials file that lets Terraform act as a service account that trusts the CI system. Sourced by ci/login.sh.
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
