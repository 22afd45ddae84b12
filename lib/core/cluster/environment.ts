/** What a cluster is for. Production has the strictest rules. */
export type Environment = "production" | "acceptance" | "test" | "development";
