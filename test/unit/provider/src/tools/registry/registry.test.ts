import { compare } from "bcryptjs";

import { htpasswdLine, parseRegistryConfig } from "../../../../../../provider/src/tools/registry";

describe("htpasswdLine", () => {
  test("holds a bcrypt hash of the password", async () => {
    const line = await htpasswdLine("admin", "passw0rd");
    const [user, hash = ""] = line.split(":");
    expect(user).toBe("admin");
    expect(hash).toMatch(/^\$2[aby]\$10\$/);
    expect(await compare("passw0rd", hash)).toBe(true);
    expect(await compare("other", hash)).toBe(false);
  });

  test.each(["", "a:b", "a b"])("refuses the user %j", async (user) => {
    await expect(htpasswdLine(user, "x")).rejects.toThrow("name without colon");
  });
});

describe("parseRegistryConfig", () => {
  test("reads quoted and plain values", () => {
    expect(
      parseRegistryConfig(
        'domain: sealos.hub\nport: "5000"\nusername: admin\npassword: 123\ndata: /var/lib/registry\n',
      ),
    ).toEqual({
      domain: "sealos.hub",
      port: 5000,
      username: "admin",
      password: "123",
      data: "/var/lib/registry",
    });
  });

  test("fills in what sealos assumes", () => {
    expect(parseRegistryConfig("{}")).toEqual({
      domain: "sealos.hub",
      port: 5000,
      username: undefined,
      password: undefined,
      data: "/var/lib/registry",
    });
  });

  test.each(["port: seventy", "- a", "a: [", "password: hunter2\nport: 0"])(
    "refuses %j without repeating it",
    (text) => {
      const issue = parseRegistryConfig(text);
      expect(issue).toMatchObject({ severity: "error" });
      expect(JSON.stringify(issue)).not.toContain("hunter2");
    },
  );
});
