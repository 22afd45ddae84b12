import type { Text } from "../rule";
import { type Markup, markup } from "./markup";

/** A text in both languages, of which the page shows one. */
export function both({ en, nl }: Text): Markup {
  return en === nl ? markup`${en}` : markup`<span lang="nl">${nl}</span><span lang="en">${en}</span>`;
}

/** The page's own words. */
const words = {
  aboutBeyond: {
    en: "Rules of our own, about BIO2 and good practice. They say nothing about HCC.",
    nl: "Eigen regels, over BIO2 en goed gebruik. Ze zeggen niets over HCC.",
  },
  aboutBio2: {
    en: "which measures of BIO2 v1.3 a check supports. Nobody has approved it. A measure asks for more than technology, so no check can say that a measure is met.",
    nl: "welke maatregelen van BIO2 v1.3 een controle ondersteunt. Niemand heeft die koppeling goedgekeurd. Een maatregel vraagt meer dan techniek, dus geen controle kan zeggen dat aan een maatregel is voldaan.",
  },
  aboutChecker: { en: "about the checker itself", nl: "gaan over de checker zelf" },
  aboutOthers: {
    en: "These are about the checker or the person who runs it, or HCC only suggests them. They don't count.",
    nl: "Deze controles gaan over de checker of over wie hem draait, of HCC raadt ze alleen aan. Ze tellen niet mee.",
  },
  aboutSettings: {
    en: "With defaults filled in, as Terraform reads them.",
    nl: "Met standaardwaarden ingevuld, zoals Terraform ze leest.",
  },
  aboutTest: {
    en: "this cluster gives up the checks that are about its size (multiaz, hamasters, haworkers). HCC will fail them.",
    nl: "dit cluster geeft de controles op die over de omvang gaan (multiaz, hamasters, haworkers). HCC zal ze afkeuren.",
  },
  anyVersion: { en: "any version", nl: "elke versie" },
  asMade: { en: "as made; Terraform doesn't follow later changes", nl: "zoals gemaakt; latere wijzigingen volgt Terraform niet" },
  asOf: { en: "as of", nl: "beoordeeld op" },
  atApply: { en: "known at apply, in the output", nl: "bij uitrollen bekend, in de uitvoer" },
  beyond: { en: "Beyond HCC", nl: "Aanvullende regels (geen onderdeel van HCC)" },
  bio2: { en: "BIO2 measures that checks support", nl: "BIO2-maatregelen die controles ondersteunen" },
  calm: { en: "All is as predicted, or better.", nl: "Alles is zoals voorspeld, of beter." },
  charts: { en: "Helm charts", nl: "Helm-charts" },
  costTags: { en: "Tags for passing costs on", nl: "Labels voor kostenverdeling" },
  deviations: { en: "Deviations and unknowns", nl: "Afwijkingen en wat onbekend is" },
  drawn: { en: "The cluster, drawn from the code that Terraform reads.", nl: "Het cluster, getekend uit de code die Terraform leest." },
  drift: { en: "The running cluster beside this report", nl: "Het draaiende cluster naast dit rapport" },
  egressAddresses: { en: "Egress addresses", nl: "Uitgaande adressen" },
  evidence: { en: "Evidence", nl: "Bewijs" },
  examines: { en: "Looks at", nl: "Kijkt naar" },
  expected: { en: "to observe on the cluster", nl: "nog te zien op het cluster" },
  images: { en: "Images that the code names", nl: "Images die de code noemt" },
  inventory: { en: "Inventory", nl: "Inventaris" },
  mind: { en: "Mind", nl: "Let op" },
  no: { en: "no", nl: "nee" },
  noBaseline: { en: "No baseline in this app", nl: "Geen baseline in deze app" },
  noneAtAll: { en: "None.", nl: "Geen." },
  none: { en: "none", nl: "geen" },
  notInCode: { en: "not in the code", nl: "niet in de code" },
  notInCodeYet: { en: "not in the code, or known at apply only", nl: "niet in de code, of pas bij het uitrollen bekend" },
  notThere: { en: "not there", nl: "niet aanwezig" },
  nothingLeft: { en: "Nothing of this stack is left to apply.", nl: "Van deze stack staat niets klaar om uit te rollen." },
  onCluster: { en: "On the cluster:", nl: "Op het cluster:" },
  otherImages: {
    en: "Every other one is in its chart, at the version above.",
    nl: "Alle andere staan in de charts, bij de versie hierboven.",
  },
  others: { en: "Not about this cluster", nl: "Niet over dit cluster" },
  ourMapping: { en: "Our own mapping", nl: "Onze eigen koppeling" },
  outside: { en: "Data outside the EU/EEA", nl: "Gegevens buiten de EU/EER" },
  overlooks: { en: "Doesn't look at", nl: "Kijkt niet naar" },
  owner: { en: "owner", nl: "eigenaar" },
  observed: { en: "Haven on the running cluster", nl: "Haven op het draaiende cluster" },
  observedNote: {
    en: "What was seen on the cluster comes first; the prediction from code is beside it. Only HCC decides.",
    nl: "Wat op het cluster is gezien, staat voorop; de voorspelling uit code staat ernaast. Alleen HCC beslist.",
  },
  predicted: { en: "predicted:", nl: "voorspeld:" },
  prediction: { en: "Haven prediction", nl: "Haven-voorspelling" },
  profileTest: { en: "Profile test", nl: "Profiel test" },
  refused: { en: "Refused.", nl: "Geweigerd." },
  regions: { en: "Regions", nl: "Regio's" },
  report: { en: "report", nl: "rapport" },
  resources: { en: "resources in the stack", nl: "resources in de stack" },
  runIt: { en: "Run it there with", nl: "Voer de checker daar uit met" },
  seenNo: { en: "answered NO", nl: "met antwoord NO" },
  seenOther: { en: "without an answer", nl: "zonder antwoord" },
  seenYes: { en: "answered YES", nl: "met antwoord YES" },
  seenBy: { en: "Seen by", nl: "Gezien door" },
  settings: { en: "Settings", nl: "Instellingen" },
  suggested: { en: "suggested", nl: "aanbevolen" },
  supportedBy: { en: "supported by", nl: "ondersteund door" },
  terraformProviders: { en: "Terraform providers", nl: "Terraform-providers" },
  toDo: { en: "What to do:", nl: "Wat te doen:" },
  unknownInside: { en: "what runs inside the cluster isn't known here.", nl: "wat er in het cluster draait, is hier niet bekend." },
  until: { en: "until", nl: "tot en met" },
  waived: { en: "accepted as a deviation", nl: "aanvaard als afwijking" },
  waiverExpired: { en: "EXPIRED: counts as failed", nl: "VERLOPEN: telt als afgekeurd" },
  waiverOwner: { en: "Owner", nl: "Eigenaar" },
  waiverRefused: { en: "no effect: it can't be waived in production", nl: "geen effect: in productie is geen ontheffing mogelijk" },
  waiverUnused: { en: "not needed: the check doesn't fail", nl: "niet nodig: de controle wordt niet afgekeurd" },
  waiverUsed: { en: "holds", nl: "geldt" },
  waivers: { en: "Waivers", nl: "Geaccepteerde risico's" },
  yes: { en: "yes", nl: "ja" },
} as const satisfies Readonly<Record<string, Text>>;

/** The words as markup, in both languages. */
export const say = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, both(text)])) as Readonly<
  Record<keyof typeof words, Markup>
>;
