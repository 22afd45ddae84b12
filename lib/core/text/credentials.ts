const secretName =
  /(password|passwd|secret|token|api[-_]?key|access[-_]?key|secret[-_]?key|private[-_]?key|client[-_]?secret|connection[-_]?string|credentials?)$/i;

/** Whether a key's name suggests a credential. */
export function looksLikeSecret(key: string): boolean {
  return secretName.test(key);
}

// Only unambiguous forms of credentials, so that a refusal is never wrong.
const credential = new RegExp(
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY/, // PEM
    /\b(AccountKey|SharedAccessKey|SharedAccessSignature)=/i, // connection strings of Azure
    /[?&]sig=[\w%+/=-]{20}/, // shared access signatures of Azure
    /\b[\w~.-]{3}\dQ~[\w~.-]{31}/, // client secrets of Entra ID
    /\b(AKIA|ASIA)[0-9A-Z]{16}\b/, // access keys of AWS
    /\b(gh[opsur]_|github_pat_)\w{20}/, // tokens of GitHub
    /\bglpat-[\w-]{16}/, // tokens of GitLab
    /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10}/, // JSON web tokens
    /:\/\/[^\s/:@]*:[^\s/@]+@/, // passwords in addresses
  ]
    .map(({ source }) => source)
    .join("|"),
  "i",
);

/** Whether a text can only be a credential, under any key. */
export function looksLikeCredential(text: string): boolean {
  return credential.test(text);
}
