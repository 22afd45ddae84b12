import { ConfigurationError, problemsIn, rejectProblems } from "../../lib/core/validation/errors";

test("every problem is in one message, with where, what, and what to do", () => {
  const problems = [
    { path: "name", message: '"X" is not a name' },
    { path: "tags.environment", message: "is set by the library", hint: "set environment instead" },
  ];
  const refused = () => {
    rejectProblems("zaken/cluster", problems);
  };

  expect(refused).toThrow(ConfigurationError);
  expect(refused).toThrow(
    /^zaken\/cluster: 2 problems\n {2}name {2}"X" is not a name\n {2}tags\.environment .*\n {4}set environment instead$/,
  );
  try {
    refused();
  } catch (error) {
    expect(error).toMatchObject({ name: "ConfigurationError", where: "zaken/cluster", problems });
  }
});

test("without a problem nothing is refused", () => {
  expect(() => {
    rejectProblems("zaken/cluster", []);
  }).not.toThrow();
});

test("a part gets its own problems, by its own paths", () => {
  const problems = [
    { path: "network.cidr", message: "is wrong", hint: "give another" },
    { path: "networks.cidr", message: "is of another part" },
    { path: "network", message: "is of the whole" },
  ];

  expect(problemsIn("network", problems)).toEqual([{ path: "cidr", message: "is wrong", hint: "give another" }]);
});
