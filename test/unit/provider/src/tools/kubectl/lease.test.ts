import { getLease, isLeaseFree, putLease } from "../../../../../../provider/src/tools/kubectl";
import type { Lease } from "../../../../../../provider/src/tools/kubectl";
import { createFakeRunner } from "../../../../../support/fake-runner";

const lease: Lease = {
  name: "cdktf-sealos",
  holder: "run-1",
  durationSeconds: 60,
  acquiredAt: new Date("2026-11-25T07:00:00.000Z"),
  renewedAt: new Date("2026-11-25T07:00:30.500Z"),
  resourceVersion: undefined,
};

const STORED = JSON.stringify({
  metadata: { name: "cdktf-sealos", resourceVersion: "9" },
  spec: {
    holderIdentity: "run-1",
    leaseDurationSeconds: 60,
    acquireTime: "2026-11-25T07:00:00.000000Z",
    renewTime: "2026-11-25T07:00:30.500000Z",
  },
});

describe("a lease", () => {
  it("is read, or is not there", async () => {
    const there = createFakeRunner().on(/get lease/, { stdout: STORED });
    const absent = createFakeRunner().on(/get lease/, { stdout: "" });
    await expect(getLease(there, "cdktf-sealos")).resolves.toEqual({
      ...lease,
      resourceVersion: "9",
    });
    await expect(getLease(absent, "cdktf-sealos")).resolves.toBeUndefined();
  });

  it("is created when new, and replaced in the version that was read", async () => {
    const host = createFakeRunner().on("kubectl", { stdout: STORED });
    await expect(putLease(host, lease)).resolves.toEqual({ ...lease, resourceVersion: "9" });
    await putLease(host, { ...lease, resourceVersion: "9" });
    expect(host.calls.map(({ argv }) => argv[3])).toEqual(["create", "replace"]);
    const written = host.calls.map(
      ({ stdin }) => JSON.parse(stdin.toString()) as Record<string, unknown>,
    );
    expect(written[0]).toMatchObject({
      metadata: { name: "cdktf-sealos", namespace: "kube-system" },
      spec: { holderIdentity: "run-1", renewTime: "2026-11-25T07:00:30.500000Z" },
    });
    expect(written[1]).toMatchObject({ metadata: { resourceVersion: "9" } });
  });

  it.each(["AlreadyExists", "Conflict", "NotFound"])(
    "loses to a faster writer (%s)",
    async (reason) => {
      const host = createFakeRunner().on("kubectl", {
        exitCode: 1,
        stderr: `Error from server (${reason}): …`,
      });
      await expect(putLease(host, lease)).resolves.toBe("conflict");
    },
  );

  it("that cannot be written is an error which says why", async () => {
    const host = createFakeRunner().on("kubectl", {
      exitCode: 1,
      stderr: "Unable to connect to the server",
    });
    await expect(putLease(host, lease)).rejects.toThrow(
      /cp-1: the lease cdktf-sealos.*Unable to connect/,
    );
    expect(host.calls).toHaveLength(1);
  });

  it("is free when absent, given back or not renewed", () => {
    const at = (time: string) => new Date(`2026-11-25T${time}Z`);
    expect(isLeaseFree(undefined, at("07:00:40"))).toBe(true);
    expect(isLeaseFree({ ...lease, holder: "" }, at("07:00:40"))).toBe(true);
    expect(isLeaseFree(lease, at("07:01:30"))).toBe(false);
    expect(isLeaseFree(lease, at("07:01:31"))).toBe(true);
  });
});
