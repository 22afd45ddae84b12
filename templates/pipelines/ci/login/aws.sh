# Takes the role that trusts the CI system, for an hour. Sourced by ci/login.sh.
: "${AWS_ROLE_ARN:?}"
node ci/token.mjs sts.amazonaws.com > "$login/token"
# At once, since a token lasts minutes on most systems and an apply longer.
aws sts assume-role-with-web-identity --role-arn "$AWS_ROLE_ARN" --role-session-name haven-cdktf --duration-seconds 3600 \
  --web-identity-token "file://$login/token" --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text > "$login/keys"
read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN < "$login/keys"
rm "$login/keys" "$login/token"
export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
