import fc from "fast-check";
import { parseJournal } from "../../provider/src/domain/host-journal";
import { parseHostId } from "../../provider/src/domain/host-locator";
import { decodeImageMount } from "../../provider/src/domain/image-mount";
import { isIssue } from "../../provider/src/domain/issue";
import { parseImportId } from "../../provider/src/domain/import-id";
import { parseDifferences } from "../../provider/src/tools/image-tree/check-tree";
import { parseHashes } from "../../provider/src/tools/image-tree/hash-files";
import { parseHeldFiles } from "../../provider/src/tools/image-tree/held-files";
import { parseInventory } from "../../provider/src/tools/image-tree/inventory-tree";
import { entriesFor, parseKnownHosts } from "../../provider/src/transports/ssh/known-hosts";
import { readPrivateKey } from "../../provider/src/transports/ssh/private-key";
import { damaged, fuzz, textOf } from "../support/fuzz";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPmbFSs1mFNPCTGLkPPqIAq0sFLnnTrLNTXnqTjQ2Oz";
const GOOD = [
  '{"version":1,"steps":{"check":{"digest":"x","startedAt":"2024-01-01T00:00:00Z"}},"owner":{}}',
  "ssh://192.0.2.1:22/0123456789abcdef#SHA256:abc",
  "root@[2001:db8::1]:22/prod/cp-1",
  '{"image":"a","digest":"b","type":"rootfs","labels":{},"env":{},"treeDigest":"c"}',
  `@revoked *.example.com,!a,|1|c2FsdA==|aGFzaA== ${KEY}\n[192.0.2.1]:2222 ${KEY}`,
  ["etc/a", "f", "644", "12", "", "etc/b", "l", "777", "1", "a", ""].join("\0"),
  "missing etc/a\nchanged etc/b\nrecord /m",
  "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n-----END OPENSSH PRIVATE KEY-----",
];
const SIGNS = [
  ...Array.from('{}[]":,\0\n *?!|@#/'),
  "null",
  "1e9",
  "__proto__",
  "../",
  "|1|",
  "***",
  KEY,
];

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  journal: parseJournal,
  "host id": parseHostId,
  "image mount": decodeImageMount,
  "known hosts": (text) => entriesFor(parseKnownHosts(text), "host.example.com", 22),
  "listing of a tree": parseInventory,
  "digests of files": parseHashes,
  "files that are held": parseHeldFiles,
  "differences of a tree": parseDifferences,
  "private key": (text) => readPrivateKey(text),
};

fuzz(
  "what hosts and files tell is read or passed over, never thrown at the reader",
  fc.property(
    fc.constantFrom(...Object.keys(READERS)),
    fc.oneof({ weight: 3, arbitrary: damaged(GOOD, SIGNS) }, textOf(SIGNS)),
    (reader, text) => {
      expect(() => READERS[reader]!(text)).not.toThrow();
    },
  ),
);

fuzz(
  "an import id is read or refused with its form",
  fc.property(fc.oneof(damaged(GOOD, SIGNS), textOf(SIGNS)), (text) => {
    const read = parseImportId(text, ["cluster", "name"]);
    if (isIssue(read)) expect(read.detail).toContain("<cluster>");
    else expect(read.names).toHaveLength(2);
  }),
);
