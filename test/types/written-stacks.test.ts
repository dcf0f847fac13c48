import { writeStack } from "../../cli/src/import/write-stack";
import { compileErrors } from "../support/compile-errors";
import { representativeFacts } from "../support/written-stacks";

test("stacks that `cdktf-sealos import` writes compile by the rules of this checkout", () => {
  const stacks = Object.entries(representativeFacts()).map(
    ([title, facts]) => [title, writeStack(facts)] as const,
  );
  const clean = stacks.map(([title]) => [title, []] as const);
  expect(compileErrors(Object.fromEntries(stacks))).toEqual(Object.fromEntries(clean));
});
