// Puts the report under the merge or pull request, in one comment that is kept up to date. Does nothing elsewhere.
import { readFileSync } from "node:fs";

const { env } = process;
const mark = "<!-- haven-cdktf -->";
// What the systems take is less than a fleet's report.
const body = `${mark}\n${readFileSync("cdktf.out/haven/report.md", "utf8").slice(0, 60_000)}`;

async function send(url, method, headers, json) {
  const init = { method, headers: { "content-type": "application/json", ...headers }, body: json && JSON.stringify(json) };
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`no comment: HTTP ${response.status}`);
  return response.json();
}

async function github() {
  const { number } = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8"));
  const api = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/issues`;
  const headers = { authorization: `Bearer ${env.GITHUB_TOKEN}` };
  const comments = await send(`${api}/${number}/comments?per_page=100`, "GET", headers);
  const ours = comments.find((comment) => comment.body.startsWith(mark));
  if (ours) await send(`${api}/comments/${ours.id}`, "PATCH", headers, { body });
  else await send(`${api}/${number}/comments`, "POST", headers, { body });
}

async function gitlab() {
  const api = `${env.CI_API_V4_URL}/projects/${env.CI_PROJECT_ID}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`;
  const headers = { "private-token": env.HAVEN_COMMENT_TOKEN };
  const notes = await send(`${api}?per_page=100`, "GET", headers);
  const ours = notes.find((note) => note.body.startsWith(mark));
  if (ours) await send(`${api}/${ours.id}`, "PUT", headers, { body });
  else await send(api, "POST", headers, { body });
}

async function azure() {
  const repository = `${env.SYSTEM_COLLECTIONURI}${env.SYSTEM_TEAMPROJECTID}/_apis/git/repositories/${env.BUILD_REPOSITORY_ID}`;
  const api = `${repository}/pullRequests/${env.SYSTEM_PULLREQUEST_PULLREQUESTID}/threads`;
  const headers = { authorization: `Bearer ${env.SYSTEM_ACCESSTOKEN}` };
  const { value: threads } = await send(`${api}?api-version=7.1`, "GET", headers);
  const ours = threads.find(({ comments }) => comments?.[0]?.content?.startsWith(mark));
  const comment = { content: body, commentType: "text" };
  if (ours) await send(`${api}/${ours.id}/comments/${ours.comments[0].id}?api-version=7.1`, "PATCH", headers, comment);
  else await send(`${api}?api-version=7.1`, "POST", headers, { comments: [comment], status: "closed" });
}

try {
  if (env.GITHUB_EVENT_NAME === "pull_request") await github();
  else if (env.CI_MERGE_REQUEST_IID && env.HAVEN_COMMENT_TOKEN) await gitlab();
  else if (env.SYSTEM_PULLREQUEST_PULLREQUESTID) await azure();
} catch (error) {
  // The report is an artefact too; a comment that couldn't be placed stops nobody.
  console.error(error.message);
}
