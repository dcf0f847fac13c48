import { check } from "../../../../../../../provider/src/pipeline/phases/host/check";
import { aHostSpec } from "../../../../../../support/builders";
import { onHost } from "../contexts";

describe("check", () => {
  it("tells everything that is wrong at once", async () => {
    const { context } = onHost();
    const facts = { ...context.facts, userId: 1000, swapBytes: 1_024_000 };
    await expect(check.run({ ...context, facts }, aHostSpec())).rejects.toThrow(
      /as user 1000[^]*MB of swap/,
    );
  });

  it("refuses a second host of the run with the same machine-id or host name", async () => {
    const { context } = onHost();
    await check.run(context, aHostSpec());
    await expect(check.run(context, aHostSpec({ name: "cp-2" }))).rejects.toThrow(
      /its machine-id c1\S+ is also that of cp-1; every machine needs its own[^]*its host name "cp-1" is also that of cp-1; set a different one/,
    );
  });

  it("judges the host name that the machine is going to have", async () => {
    const { context } = onHost();
    await check.run(context, aHostSpec());
    const facts = { ...context.facts, machineId: "2".repeat(32) };
    const renamed = aHostSpec({ name: "cp-2", hostname: "cp-2" });
    await expect(check.run({ ...context, facts }, renamed)).resolves.toBeUndefined();
  });

  it("does not hold against a machine what an earlier apply put there", async () => {
    const steps = {
      check: { input: "", outcome: "done", startedAt: "", seconds: 0 } as const,
    };
    const { context } = onHost({ journal: { steps } });
    const facts = { ...context.facts, listeningPorts: [6443] };
    await expect(check.run({ ...context, facts }, aHostSpec())).resolves.toBeUndefined();
  });
});
