import { checkReplacement } from "../../../../../provider/src/plan/check-change";

describe("a replacement of a protected cluster", () => {
  it("is refused with everything that forces it", () => {
    expect(checkReplacement("prod", true, ["name", "service_subnet"])).toMatchObject([
      {
        severity: "error",
        detail: expect.stringMatching(
          /^name, service_subnet cannot change .*Set the old value/,
        ) as string,
        attribute: ["name"],
      },
    ]);
  });

  it.each([
    ["nothing forces one", true, []],
    ["the cluster is not protected", false, ["name"]],
  ])("is none where %s", (_, isProtected, forcing) => {
    expect(checkReplacement("prod", isProtected, forcing)).toEqual([]);
  });
});
