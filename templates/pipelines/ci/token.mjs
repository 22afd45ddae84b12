// Prints the token in which the CI system says which project and branch this job belongs to, for the audience that is asked for.
const { env, argv } = process;

async function ask(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`no token from the CI system: HTTP ${response.status}`);
  return response.json();
}

async function token(audience) {
  if (env.ACTIONS_ID_TOKEN_REQUEST_URL) {
    const headers = { authorization: `bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` };
    return (await ask(`${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent(audience)}`, { headers })).value;
  }
  if (env.SYSTEM_OIDCREQUESTURI) {
    const headers = { authorization: `Bearer ${env.SYSTEM_ACCESSTOKEN}`, "content-type": "application/json" };
    const connection = encodeURIComponent(env.SERVICE_CONNECTION_ID ?? env.AZURESUBSCRIPTION_SERVICE_CONNECTION_ID ?? "");
    return (await ask(`${env.SYSTEM_OIDCREQUESTURI}?api-version=7.1&serviceConnectionId=${connection}`, { method: "POST", headers }))
      .oidcToken;
  }
  // GitLab gives it to the job, for the audience in id_tokens.
  if (env.HAVEN_ID_TOKEN) return env.HAVEN_ID_TOKEN;
  throw new Error("this CI system gives no token to this job: see docs/pipelines.md");
}

token(argv[2]).then(
  (value) => process.stdout.write(value),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
