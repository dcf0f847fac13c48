import type { AppRecord } from "../../../../../provider/src/domain/app-record";
import { digestOf } from "../../../../../provider/src/lib/hash";
import { checkAppOwner, type AppClaim } from "../../../../../provider/src/plan/check-app-owner";

const record = (different: Partial<AppRecord> = {}): AppRecord => ({
  name: "web",
  generation: "theirs",
  installedBy: "ops@runner 1",
  installedAt: "2026-01-01T00:00:00.000Z",
  image: "web:1",
  home: "m1",
  wasComplete: true,
  finished: { "run-guest": digestOf("installed") },
  ...different,
});
const claim = (different: Partial<AppClaim> = {}): AppClaim => ({
  name: "web",
  generation: "ours",
  intents: [{ step: "run-guest", lines: [], input: "wanted" }],
  takesOver: false,
  ...different,
});
const issuesOf = (found: AppRecord | undefined, wanted: Partial<AppClaim> = {}) =>
  checkAppOwner("cluster prod", found, claim(wanted)).map(
    ({ severity, summary }) => `${severity}: ${summary}`,
  );

describe("the name of an application", () => {
  it.each([
    ["nobody has it", undefined, {}],
    ["it is one's own", record({ generation: "ours" }), {}],
    ["the other one was never complete", record({ wasComplete: false }), {}],
    [
      "exactly the same is installed",
      record(),
      { intents: [{ step: "run-guest", lines: [], input: "installed" }] },
    ],
    [
      "the same was installed and broke off after its command",
      record(),
      {
        intents: [
          { step: "run-guest", lines: [], input: "installed" },
          { step: "record-app", lines: [], input: "installed" },
        ],
      },
    ],
  ])("is free where %s", (_, found, wanted) => expect(issuesOf(found, wanted)).toEqual([]));

  it("is refused where another one is installed, with its owner and the cures", () => {
    const [issue] = checkAppOwner("cluster prod", record(), claim());
    expect(issue).toMatchObject({ severity: "error", attribute: ["name"] });
    expect(issue?.detail).toMatch(
      /installed on cluster prod by ops@runner 1 on 2026-01-01.* from web:1.*another name; or remove it.*take_over = true/,
    );
  });

  it("is given with a warning to who may take it over", () => {
    expect(issuesOf(record(), { takesOver: true })).toEqual([
      "warning: Application web Will Be Taken Over",
    ]);
  });
});
