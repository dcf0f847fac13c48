import { createServices } from "../../../../../provider/src/compose/services";
import type { ProviderConfig } from "../../../../../provider/src/provider";
import { aLocator } from "../../../../support/builders";

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

/** The most tasks of a limit that were ever under way at once. */
async function atOnce(limit: <T>(task: () => Promise<T>) => Promise<T>): Promise<number> {
  let running = 0;
  let most = 0;
  const task = async (): Promise<void> => {
    most = Math.max(most, (running += 1));
    await new Promise(setImmediate);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 40 }, () => limit(task)));
  return most;
}

describe("the services of a provider block", () => {
  it("fail loudly and protect clusters, unless they are told otherwise", () => {
    expect(createServices(aConfig())).toMatchObject({
      failureMode: "error",
      deletionProtection: true,
    });
    const told = aConfig({ failure_mode: "resume", deletion_protection: false });
    expect(createServices(told)).toMatchObject({
      failureMode: "resume",
      deletionProtection: false,
    });
  });

  it("work on as many hosts and trees at once as they are told", async () => {
    const { pipeline } = createServices(aConfig());
    expect([await atOnce(pipeline.hosts), await atOnce(pipeline.transfers)]).toEqual([32, 8]);
    const told = createServices(aConfig({ concurrency: { hosts: 3, transfers: null } })).pipeline;
    expect([await atOnce(told.hosts), await atOnce(told.transfers)]).toEqual([3, 8]);
  });

  it("do one thing at a time on one host", async () => {
    const { pipeline } = createServices(aConfig());
    expect(await atOnce((task) => pipeline.oneAtATime("192.0.2.1:22")(task))).toBe(1);
  });

  it("bear a name of their own in locks and logs", () => {
    const [one, other] = [createServices(aConfig()), createServices(aConfig())];
    expect(one.pipeline.runId).toMatch(/^\S+@\S+ [0-9a-f]{8}\b/);
    expect(one.pipeline.runId).not.toBe(other.pipeline.runId);
  });

  it("refuse a host whose profile does not exist before anything is connected", () => {
    const { pipeline } = createServices(aConfig());
    const { signal } = new AbortController();
    const connect = async () => pipeline.connector.connect(aLocator({ profile: "typo" }), signal);
    return expect(connect()).rejects.toThrow('ssh_profile "typo" is not in the provider');
  });

  it("open images here, or where the builder is", async () => {
    const { pipeline } = createServices(aConfig());
    expect(pipeline.local.host).not.toBe("");
    const builder = { address: "192.0.2.50", ssh_profile: "typo", storage_root: "/images" };
    const far = createServices(aConfig({ builder })).pipeline;
    await expect(far.images.runner()).rejects.toThrow('ssh_profile "typo"');
  });
});
