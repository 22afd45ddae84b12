import { formatProblems } from "../../lib/config";
import { added, changed, loadOne } from "./files";

test.each([
  ["a password", added("adminPassword: hunter2-secret"), "15:1 adminPassword"],
  ["a secret of the login", added("clientSecret: hunter2-secret"), "15:1 clientSecret"],
  ["a token among the tags", changed("costCentre:", "api-token: hunter2-secret, costCentre:"), "6:31 tags.api-token"],
  ["a map of credentials", added("credentials: { user: hunter2-secret }"), "15:1 credentials"],
])("%s is refused by its key, and never printed", (_, text, place) => {
  const { file, problems } = loadOne(text);

  expect(problems).toEqual([`clusters/zaken.yaml:${place} looks like a secret; secrets never go in here`]);
  expect(file.problems[0]?.hint).toMatch(/workload identity[^]*vault/);
  expect(`${formatProblems(file.problems)}${JSON.stringify(file.config)}`).not.toContain("hunter2");
});

// In two parts, so that no scanner takes this file for a leak.
const key = (start: string, rest: string) => `${start}${rest}`;

test.each([
  ["a private key", key("-----BEGIN RSA ", "PRIVATE KEY-----\\nhunter2")],
  ["a connection string", key("DefaultEndpointsProtocol=https;Account", "Key=hunter2==")],
  ["a client secret of Entra ID", key("abc8", `Q~hunter2${"x".repeat(30)}`)],
  ["a key of AWS", key("AKIA", "HUNTER2HUNTER2AB")],
  ["a token of GitHub", key("ghp_", `hunter2${"a".repeat(29)}`)],
  ["a token of GitLab", key("glpat-", "hunter2aaaaaaaaaaaaa")],
  ["a password in an address", "https://user:hunter2@gitlab.example"],
])("%s is refused wherever it is, and never printed", (_, secret) => {
  for (const text of [
    changed("zaken-prod", `"${secret}"`),
    changed("[203.0.113.0/24]", `["${secret}"]`),
    changed("team-platform", `"${secret}"`),
    added(`"${secret}": x`),
  ]) {
    const { file, problems } = loadOne(text);

    expect(problems).toEqual([expect.stringMatching(/ holds a credential; secrets never go in here$/)]);
    expect(`${formatProblems(file.problems)}${JSON.stringify(file.config)}`.toLowerCase()).not.toContain("hunter2");
  }
});

test("syntax errors never quote what is in the file", () => {
  expect(formatProblems(loadOne("provider: azure\npassword: a: hunter2: b\n  hunter2\n").file.problems)).not.toContain("hunter2");
});
