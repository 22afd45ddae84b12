export const isCertificate = (text: string) => /^-----BEGIN CERTIFICATE-----\n[^]+-----END CERTIFICATE-----\s*$/.test(text.trimStart());
