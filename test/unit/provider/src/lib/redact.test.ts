import { createRedactor } from "../../../../../provider/src/lib/redact";

describe("a redactor", () => {
  test("knows nothing at first", () => {
    expect(createRedactor().redact("a password")).toBe("a password");
  });

  test.each([
    ["every occurrence", "hunter2 and hunter2", "(secret) and (secret)"],
    ["inside other text", "--password=hunter2;", "--password=(secret);"],
    ["not in other case", "Hunter2", "Hunter2"],
  ])("takes a secret out: %s", (_, text, expected) => {
    expect(createRedactor(["hunter2"]).redact(text)).toBe(expected);
  });

  test("takes it out where JSON or a URL escaped it", () => {
    const redactor = createRedactor(['pa"ss w/rd']);
    expect(redactor.redact(JSON.stringify({ password: 'pa"ss w/rd' }))).toBe(
      '{"password":"(secret)"}',
    );
    expect(redactor.redact("https://admin:pa%22ss%20w%2Frd@host")).toBe(
      "https://admin:(secret)@host",
    );
  });

  test("takes out each line of a key", () => {
    const redactor = createRedactor([
      "-----BEGIN KEY-----\nAAAABBBB\nCCCCDDDD\n-----END KEY-----\n",
    ]);
    expect(redactor.redact("found AAAABBBB there")).toBe("found (secret) there");
  });

  test("takes the longer of two secrets first", () => {
    expect(createRedactor(["secret", "secret-long"]).redact("x secret-long x")).toBe(
      "x (secret) x",
    );
  });

  test("treats signs of regular expressions as themselves", () => {
    expect(createRedactor(["a.c*(d)"]).redact("abc*(d) a.c*(d)")).toBe("abc*(d) (secret)");
  });

  test("ignores what is too short to be told from harmless text", () => {
    const redactor = createRedactor(["lab", ""]);
    redactor.add(undefined);
    expect(redactor.redact("lab-br is up")).toBe("lab-br is up");
  });

  test("does not stumble over half a character", () => {
    expect(createRedactor(["\ud800broken"]).redact("fine")).toBe("fine");
  });
});
