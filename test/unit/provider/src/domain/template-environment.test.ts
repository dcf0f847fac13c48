import {
  builtInEnvironment,
  mountEnvironment,
  templateEnvironment,
  templateRoot,
} from "../../../../../provider/src/domain/template-environment";

describe("templateEnvironment", () => {
  test("lets host beat cluster, cluster beat mount, mount beat image", () => {
    const mount = mountEnvironment(
      ["PATH=/bin", "a=image", "b=image", "c=image", "d=image", "e=x=y"],
      {
        b: "mount",
        c: "mount",
        d: "mount",
      },
    );
    const { env } = templateEnvironment({
      mount,
      cluster: { c: "cluster", d: "cluster" },
      host: { d: "host" },
    });
    expect(env).toEqual({ a: "image", b: "mount", c: "cluster", d: "host", e: "x=y" });
  });

  test("leaves reserved names of cluster and host out, with a warning each", () => {
    const { env, warnings } = templateEnvironment({
      mount: { SEALOS_SYS_CRI_ENDPOINT: "/run/c.sock" },
      cluster: { SEALOS_SYS_CRI_ENDPOINT: "/x" },
      host: { SEALOS_SYS_RUN_MODE: "z", ok: "1" },
      builtIn: { SEALOS_SYS_RUN_MODE: "master,amd64" },
    });
    expect(env).toEqual({
      SEALOS_SYS_CRI_ENDPOINT: "/run/c.sock",
      SEALOS_SYS_RUN_MODE: "master,amd64",
      ok: "1",
    });
    expect(warnings.map(({ summary }) => summary)).toEqual([
      "Reserved Name SEALOS_SYS_CRI_ENDPOINT In Cluster Environment",
      "Reserved Name SEALOS_SYS_RUN_MODE In Host Environment",
    ]);
  });
});

describe("builtInEnvironment", () => {
  test("speaks of roles in the words of the images", () => {
    expect(
      builtInEnvironment({
        kubernetesVersion: "v1.31.0",
        productVersion: "0.1.0",
        roles: ["control-plane", "registry", "gpu"],
        arch: "arm64",
      }),
    ).toEqual({
      SEALOS_SYS_KUBE_VERSION: "v1.31.0",
      SEALOS_SYS_SEALOS_VERSION: "0.1.0",
      SEALOS_SYS_RUN_MODE: "master,registry,gpu,arm64",
    });
  });
});

test("an environment can come from the image alone, also by names without a value", () => {
  expect(templateEnvironment({ mount: mountEnvironment(["DEBUG", "=x"], {}) })).toEqual({
    env: { DEBUG: "" },
    warnings: [],
  });
});

test("templateRoot offers each name at the top, under Env and under Values", () => {
  expect(templateRoot({ a: "1" })).toEqual({ a: "1", Env: { a: "1" }, Values: { a: "1" } });
});
