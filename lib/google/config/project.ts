/**
 * Id of a project. The id of a project in an organisation's own domain or universe begins with that domain.
 *
 * @pattern ^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$
 * @form the id of a project, as "gcloud projects list" prints it
 */
export type GoogleProjectId = string;

/**
 * Name of a resource of Compute Engine, such as a range or a peering.
 *
 * @pattern ^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$
 * @form a lower case letter, then letters, digits and dashes, at most 63 characters
 */
export type GoogleResourceName = string;
