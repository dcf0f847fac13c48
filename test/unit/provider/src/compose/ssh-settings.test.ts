import {
  builderLocator,
  registryCredentials,
  sshTarget,
} from "../../../../../provider/src/compose/ssh-settings";
import type { ProviderConfig } from "../../../../../provider/src/provider";
import { aLocator } from "../../../../support/builders";

type Profile = NonNullable<ProviderConfig["ssh"]>;
type Bastion = NonNullable<Profile["bastion"]>;

const NO_LOGIN = {
  user: null,
  port: null,
  password: null,
  private_key: null,
  private_key_file: null,
  passphrase: null,
  agent: null,
  sudo: null,
  host_key_policy: null,
  known_hosts_file: null,
  connect_timeout: null,
  keepalive: null,
};
const aProfile = (different: Partial<Profile> = {}): Profile => ({
  ...NO_LOGIN,
  bastion: null,
  openssh_transfers: null,
  ...different,
});
const aBastion = (different: Partial<Bastion> = {}): Bastion => ({
  ...NO_LOGIN,
  address: "bastion.example.org",
  host_key: null,
  ...different,
});
const aConfig = (different: Partial<ProviderConfig> = {}): ProviderConfig => ({
  ssh: null,
  ssh_profiles: null,
  builder: null,
  failure_mode: null,
  forget_unreachable: null,
  deletion_protection: null,
  registry_auth: null,
  concurrency: null,
  drift_check: null,
  event_log: null,
  constructs_version: null,
  ...different,
});

const env = { SEALOS_SSH_PASSWORD: "from-env", SEALOS_SSH_PRIVATE_KEY: "key-from-env" };

describe("the way to a host", () => {
  it("is its address, where nothing else is said", () => {
    expect(sshTarget(aConfig(), aLocator(), {})).toEqual({ address: "192.0.2.1", port: 22 });
  });

  it("has everything that the ssh block says", () => {
    const ssh = aProfile({
      user: "admin",
      password: "pw",
      private_key_file: "~/.ssh/id",
      passphrase: "pp",
      agent: false,
      sudo: true,
      host_key_policy: "pinned",
      known_hosts_file: "/kh",
      connect_timeout: "30s",
      keepalive: "1m30s",
    });
    expect(sshTarget(aConfig({ ssh }), aLocator({ hostKey: "SHA256:x" }), {})).toEqual({
      address: "192.0.2.1",
      port: 22,
      hostKey: "SHA256:x",
      user: "admin",
      password: "pw",
      privateKeyFile: "~/.ssh/id",
      passphrase: "pp",
      agent: false,
      sudo: true,
      hostKeyPolicy: "pinned",
      knownHostsFile: "/kh",
      connectTimeoutMs: 30_000,
      keepaliveMs: 90_000,
    });
  });

  it("takes secrets of the environment where the block has none", () => {
    const secrets = { password: "from-env", privateKey: "key-from-env" };
    expect(sshTarget(aConfig(), aLocator(), env)).toMatchObject(secrets);
    expect(sshTarget(aConfig({ ssh: aProfile() }), aLocator(), env)).toMatchObject(secrets);
    const own = aProfile({ password: "own", private_key: "own-key" });
    expect(sshTarget(aConfig({ ssh: own }), aLocator(), env)).toMatchObject({
      password: "own",
      privateKey: "own-key",
    });
  });

  it.each([
    ["the host's own port", 2222, 2200, 2222],
    ["the profile's where the host has the usual one", 22, 2200, 2200],
    ["the usual one", 22, null, 22],
  ])("goes to %s", (_, port, ofProfile, reached) => {
    const ssh = aProfile({ port: ofProfile });
    expect(sshTarget(aConfig({ ssh }), aLocator({ port }), {}).port).toBe(reached);
  });

  it("follows the profile that the host names, not the ssh block", () => {
    const config = aConfig({
      ssh: aProfile({ user: "root", password: "secret" }),
      ssh_profiles: { metal: aProfile({ user: "ops" }) },
    });
    const target = sshTarget(config, aLocator({ profile: "metal" }), {});
    expect(target).toEqual({ address: "192.0.2.1", port: 22, user: "ops" });
  });

  it.each([
    ["which is empty", null],
    ["metal, cloud", { metal: aProfile(), cloud: aProfile() }],
  ])("is refused by a profile that does not exist (%s)", (known, profiles) => {
    const config = aConfig({ ssh_profiles: profiles });
    expect(() => sshTarget(config, aLocator({ profile: "typo" }), {})).toThrow(
      `ssh_profile "typo" is not in the provider's ssh_profiles (${known}). Add it there, or name one that exists.`,
    );
  });

  it("leads through a bastion with credentials and a host key of its own, and no others", () => {
    const bastion = aBastion({ user: "jump", password: "hop", host_key: "SHA256:hop" });
    const ssh = aProfile({ user: "root", password: "pw", bastion });
    expect(sshTarget(aConfig({ ssh }), aLocator(), env).bastion).toEqual({
      address: "bastion.example.org",
      user: "jump",
      password: "hop",
      hostKey: "SHA256:hop",
    });
  });

  it("leads through no bastion that has no address", () => {
    const ssh = aProfile({ bastion: aBastion({ address: null }) });
    expect(sshTarget(aConfig({ ssh }), aLocator(), {})).not.toHaveProperty("bastion");
  });
});

describe("the builder", () => {
  it("is this machine unless it has an address", () => {
    expect(builderLocator(aConfig())).toBeUndefined();
    const builder = { address: null, ssh_profile: null, storage_root: "/images" };
    expect(builderLocator(aConfig({ builder }))).toBeUndefined();
  });

  it("is reached like a host", () => {
    const builder = { address: "192.0.2.50", ssh_profile: "metal", storage_root: null };
    expect(builderLocator(aConfig({ builder }))).toEqual(
      aLocator({ address: "192.0.2.50", profile: "metal" }),
    );
    expect(builderLocator(aConfig({ builder: { ...builder, ssh_profile: null } }))?.profile).toBe(
      undefined,
    );
  });
});

describe("credentials of registries", () => {
  it("are those that have both parts", () => {
    const auth = {
      "ghcr.io": { username: "u", password: "p" },
      "quay.io": { username: "u", password: null },
      "docker.io": { username: null, password: "p" },
    };
    expect(registryCredentials(aConfig({ registry_auth: auth }))).toEqual({
      "ghcr.io": { username: "u", password: "p" },
    });
    expect(registryCredentials(aConfig())).toEqual({});
  });
});
