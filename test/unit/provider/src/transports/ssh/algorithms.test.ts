import {
  HOST_KEY_ALGORITHMS,
  offeredAlgorithms,
  resistsTruncation,
} from "../../../../../../provider/src/transports/ssh/algorithms";

describe("what a connection offers", () => {
  const offered = Object.values(
    offeredAlgorithms(Object.values(HOST_KEY_ALGORITHMS).flat()),
  ).flat() as string[];

  test.each(["sha1", "cbc", "arcfour", "3des", "md5", "dss", "group1-", "zlib"])(
    "never %s",
    (part) => {
      expect(offered.filter((name) => name.includes(part))).toEqual([]);
    },
  );
});

describe("prefix truncation", () => {
  const agreed = (cipher: string, mac: string) => ({ cs: { cipher, mac } });

  test.each([
    ["strict key exchange", agreed("chacha20-poly1305@openssh.com", ""), true, true],
    ["AES-GCM without it", agreed("aes128-gcm@openssh.com", ""), false, true],
    ["AES-CTR with a plain MAC without it", agreed("aes256-ctr", "hmac-sha2-256"), false, true],
    ["ChaCha20 without it", agreed("chacha20-poly1305@openssh.com", ""), false, false],
    [
      "encrypt-then-MAC without it",
      agreed("aes256-ctr", "hmac-sha2-256-etm@openssh.com"),
      false,
      false,
    ],
  ])("%s", (_, negotiated, isStrict, expected) => {
    expect(resistsTruncation(negotiated, isStrict)).toBe(expected);
  });
});
