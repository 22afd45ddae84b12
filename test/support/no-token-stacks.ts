// cdktf takes a whole stack trace of every token that it makes, and jest looks up each frame of it in a source map: two fifths of the
// time of a test that synthesizes. Only cdktf's message about a token that can't be resolved shows one.
jest.mock("cdktf/lib/tokens/private/stack-trace", () => ({ captureStackTrace: () => [] }));
