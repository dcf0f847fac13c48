import { bootstrapInit } from "../../../../../../../provider/src/pipeline/phases/host/bootstrap-init";
import { bootstrapPostflight } from "../../../../../../../provider/src/pipeline/phases/host/bootstrap-postflight";
import { aHostSpec, aMount } from "../../../../../../support/builders";
import { onHost } from "../contexts";

const k3s = aHostSpec({ images: [aMount({ distribution: "k3s", labels: { "init-cri": "x" } })] });
const CONFIG = "/etc/rancher/k3s/config.yaml";

describe("a host that is prepared for k3s", () => {
  const look = () => {
    const { context, machine } = onHost();
    const { host, facts, signal } = context;
    const asked = {
      host,
      registry: host,
      cluster: "prod",
      facts,
      depth: "sampled",
      signal,
    } as const;
    return { machine, drift: () => bootstrapInit.drift!(asked, k3s, undefined) };
  };

  it("need not run it before it is a node", async () => {
    const { machine, drift } = look();
    machine.deadUnits.add("k3s");
    expect(await drift()).toEqual([]);
  });

  it("must run it, and start with it, once it is one", async () => {
    const { machine, drift } = look();
    machine.files.set(CONFIG, "");
    expect(await drift()).toEqual([]);
    machine.deadUnits.add("k3s");
    expect((await drift()).map(({ text }) => text)).toEqual([
      "the unit k3s is disabled",
      "the unit k3s does not run",
    ]);
  });

  it("starts k3s again behind the image's script, and no kubelet", async () => {
    const { context, machine } = onHost();
    await bootstrapInit.run(context, k3s);
    const start = machine.lines.find((line) => line.endsWith("start-kubelet"));
    expect(start).toContain(`[ ! -e ${CONFIG} ] || systemctl start k3s`);
  });

  it("is asked for the program, as nothing runs yet", async () => {
    const { context, machine } = onHost();
    await bootstrapPostflight.run(context, k3s);
    expect(machine.lines).toEqual(["k3s --version"]);
  });
});
