import { compileErrors } from "../support/compile-errors";
import { guideStacks } from "../support/guides";

test("the stacks in guides compile by the rules of this checkout", () => {
  const stacks = guideStacks();
  const clean = Object.keys(stacks).map((file) => [file, []] as const);
  expect(clean.length).toBeGreaterThan(3);
  expect(compileErrors(stacks)).toEqual(Object.fromEntries(clean));
});
