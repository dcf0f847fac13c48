import fc from "fast-check";
import {
  compareKubernetesVersions,
  formatKubernetesVersion,
  isKubeletSkewAllowed,
  parseKubernetesVersion,
  versionStep,
} from "../../../../../provider/src/domain/kubernetes-version";

const version = (text: string) => parseKubernetesVersion(text)!;

const anyVersion = fc.record({
  major: fc.nat(3),
  minor: fc.nat(40),
  patch: fc.nat(30),
  prerelease: fc.option(fc.stringMatching(/^(alpha|beta|rc)\.[0-9]{1,2}$/), { nil: undefined }),
});

describe("Kubernetes versions", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(anyVersion, (one) =>
        expect(parseKubernetesVersion(formatKubernetesVersion(one))).toEqual(one),
      ),
    );
  });

  it.each(["", "v1.20", "latest", "1.2.3.4", "va.b.c"])("are not found in %j", (text) => {
    expect(parseKubernetesVersion(text)).toBeUndefined();
  });

  it("are ordered the same from both sides", () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, (a, b) => {
        expect(Math.sign(compareKubernetesVersions(a, b)) + 0).toBe(
          -Math.sign(compareKubernetesVersions(b, a)) + 0,
        );
      }),
    );
  });

  it.each([
    ["v1.20.2", "v1.20.15"],
    ["v1.9.0", "v1.10.0"],
    ["v1.31.0-alpha.3", "v1.31.0-beta.0"],
    ["v1.31.0-rc.2", "v1.31.0-rc.10"],
    ["v1.31.0-rc.1", "v1.31.0"],
    ["v1.31.0-rc", "v1.31.0-rc.1"],
    ["v1.31.0-1", "v1.31.0-rc"],
  ])("put %s before %s", (older, newer) => {
    expect(compareKubernetesVersions(version(older), version(newer))).toBeLessThan(0);
    expect(compareKubernetesVersions(version(newer), version(older))).toBeGreaterThan(0);
  });

  it.each([
    ["v1.20.2", "v1.20.2", "same"],
    ["v1.20.2", "v1.20.15", "patch"],
    ["v1.20.2", "v1.21.0", "minor"],
    ["v1.20.2", "v1.22.0", "skips-minor"],
    ["v1.20.2", "v1.20.1", "downgrade"],
    ["v1.31.0", "v1.31.0-rc.1", "downgrade"],
    ["v1.31.0", "v2.0.0", "skips-minor"],
  ])("call the step from %s to %s %s", (from, to, step) => {
    expect(versionStep(version(from), version(to))).toBe(step);
  });

  it.each([
    ["v1.27.0", "v1.25.3", true],
    ["v1.27.0", "v1.24.3", false],
    ["v1.28.0", "v1.25.3", true],
    ["v1.28.0", "v1.24.0", false],
    ["v1.28.0", "v1.29.0", false],
    ["v2.28.0", "v1.28.0", false],
  ])("let an API server of %s have a kubelet of %s: %s", (apiServer, kubelet, allowed) => {
    expect(isKubeletSkewAllowed(version(apiServer), version(kubelet))).toBe(allowed);
  });
});
