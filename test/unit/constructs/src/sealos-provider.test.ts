import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { HostKeyPolicy, ImageMount, SealosProvider } from "../../../../constructs/src";
import { CONSTRUCTS_VERSION } from "../../../../constructs/src/private/version";
import { releaseLineOf } from "../../../../provider/src/domain/release-line";
import { smallCluster, synth } from "../../../support/cdktf/synth";

describe("the provider block", () => {
  it("resumes after failures, because every construct has a postcondition", () => {
    const { provider } = synth((stack) => new SealosProvider(stack, "sealos"));
    expect(provider["sealos"]).toEqual([
      { constructs_version: CONSTRUCTS_VERSION, failure_mode: "resume" },
    ]);
  });

  it("mirrors the settings of the provider, secrets being references", () => {
    const { provider, text } = synth((stack) => {
      const password = new TerraformVariable(stack, "password", { sensitive: true });
      new SealosProvider(stack, "sealos", {
        ssh: {
          user: "ops",
          password: password.stringValue,
          hostKeyPolicy: HostKeyPolicy.KNOWN_HOSTS,
          bastion: { address: "192.0.2.1", hostKey: "SHA256:x", user: "jump" },
        },
        sshProfiles: { "edge-EU": { port: 2222, privateKeyFile: "~/.ssh/edge" } },
        builder: { address: "192.0.2.2", sshProfile: "edge-EU", storageRoot: "/data/images" },
        deletionProtection: false,
        registryAuth: { "registry.example": { username: "u", password: password.stringValue } },
        concurrency: { hosts: 4, transfers: 2 },
        eventLog: "/tmp/events.jsonl",
      });
    });
    const settings = { ...provider["sealos"]?.[0], constructs_version: "any" };
    expect(settings).toMatchInlineSnapshot(`
     {
       "builder": {
         "address": "192.0.2.2",
         "ssh_profile": "edge-EU",
         "storage_root": "/data/images",
       },
       "concurrency": {
         "hosts": 4,
         "transfers": 2,
       },
       "constructs_version": "any",
       "deletion_protection": false,
       "event_log": "/tmp/events.jsonl",
       "failure_mode": "resume",
       "registry_auth": {
         "registry.example": {
           "password": "\${var.password}",
           "username": "u",
         },
       },
       "ssh": {
         "bastion": {
           "address": "192.0.2.1",
           "host_key": "SHA256:x",
           "user": "jump",
         },
         "host_key_policy": "known_hosts",
         "password": "\${var.password}",
         "user": "ops",
       },
       "ssh_profiles": {
         "edge-EU": {
           "port": 2222,
           "private_key_file": "~/.ssh/edge",
         },
       },
     }
    `);
    expect(text).toContain(`"version": "~> ${releaseLineOf(CONSTRUCTS_VERSION)}.0"`);
  });

  it("warns of paths that Terraform would look up in a folder of its own", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const file = new TerraformVariable(stack, "file", {}).stringValue;
    const { node } = new SealosProvider(stack, "sealos", {
      ssh: { privateKeyFile: "~/.ssh/key", bastion: { address: "b", privateKeyFile: "key" } },
      sshProfiles: { edge: { knownHostsFile: "./known_hosts", privateKeyFile: file } },
      eventLog: "~/events.jsonl",
    });
    const warnings = node.metadata.filter(({ type }) => type.endsWith("/warn"));
    expect(warnings.map(({ data }) => data as string)).toEqual([
      expect.stringContaining('eventLog is "~/events.jsonl": it is taken from'),
      expect.stringContaining('ssh.bastion.privateKeyFile is "key"'),
      expect.stringContaining('sshProfiles.edge.knownHostsFile is "./known_hosts"'),
    ]);
  });

  it("is made by the stack's author only, and chosen by alias", () => {
    const forgotten = new TerraformStack(Testing.app(), "stack");
    smallCluster(forgotten);
    expect(() => Testing.synth(forgotten, true)).toThrow("for the following providers: sealos");
    const { only } = synth((stack) => {
      const provider = new SealosProvider(stack, "second", { alias: "second" });
      new ImageMount(stack, "image", { image: "app:1", provider });
    });
    expect(only("sealos_image_mount")["provider"]).toBe("sealos.second");
  });
});
