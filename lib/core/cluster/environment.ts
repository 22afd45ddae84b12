export type Environment = "production" | "acceptance" | "test" | "development";
