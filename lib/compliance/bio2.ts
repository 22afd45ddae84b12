import type { Text } from "./rule";

/**
 * Measures of BIO2 v1.3 (March 2026) by their numbers, which are those of ISO/IEC 27002:2022; what they are about is in our own words.
 * Which check supports which is our own mapping: nobody has approved it.
 */
export const bio2Measures: Readonly<Record<string, Text>> = {
  "5.15": { en: "Access control", nl: "Toegangsbeveiliging" },
  "5.23": { en: "Use of cloud services", nl: "Gebruik van clouddiensten" },
  "5.34": { en: "Protection of personal data", nl: "Bescherming van persoonsgegevens" },
  "8.2": { en: "Special access rights", nl: "Speciale toegangsrechten" },
  "8.3": { en: "Limited access to information", nl: "Beperkte toegang tot informatie" },
  "8.8": { en: "Technical vulnerabilities", nl: "Technische kwetsbaarheden" },
  "8.9": { en: "Configuration management", nl: "Configuratiebeheer" },
  "8.13": { en: "Back-ups", nl: "Back-ups" },
  "8.14": { en: "Redundancy", nl: "Redundantie" },
  "8.15": { en: "Logging", nl: "Logging" },
  "8.16": { en: "Monitoring", nl: "Monitoring" },
  "8.18": { en: "Use of system tools", nl: "Gebruik van systeemhulpmiddelen" },
  "8.20": { en: "Network security", nl: "Beveiliging van netwerken" },
  "8.22": { en: "Separation of networks", nl: "Scheiding van netwerken" },
  "8.24": { en: "Cryptography", nl: "Cryptografie" },
  "8.32": { en: "Change management", nl: "Wijzigingsbeheer" },
};
