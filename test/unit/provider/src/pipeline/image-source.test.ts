import {
  containedImagesOf,
  createImageSource,
} from "../../../../../provider/src/pipeline/image-source";
import { anAppMount } from "../../../../support/builders";
import { createFakeRunner, type FakeRunner } from "../../../../support/fake-runner";

const { signal } = new AbortController();
const mount = anAppMount();

let builder: FakeRunner;
const connect = jest.fn<Promise<FakeRunner>, []>();
beforeEach(() => {
  builder = createFakeRunner("builder").on(() => true, { exitCode: 1, stderr: "storage is busy" });
  builder.on(({ argv }) => argv.at(-1) === "buildah", { stdout: "/usr/bin/buildah" });
  connect.mockReset().mockImplementation(() => Promise.resolve(builder));
});
const aSource = () => createImageSource({ connect, storage: {}, credentials: {} });

describe("an image source", () => {
  it("connects to the builder once, when it is first needed", async () => {
    const source = aSource();
    expect(connect).not.toHaveBeenCalled();
    await Promise.all([source.runner(), source.runner()]);
    expect(connect).toHaveBeenCalledTimes(1);
  });

  it("connects again after a connection that failed", async () => {
    const source = aSource();
    connect.mockRejectedValueOnce(new Error("192.0.2.9 cannot be reached"));
    await expect(source.runner()).rejects.toThrow("cannot be reached");
    expect(await source.runner()).toBe(builder);
  });

  it("mounts once for hosts that ask at the same time", async () => {
    const source = aSource();
    const [first, second] = [source.remount(mount, signal), source.remount(mount, signal)];
    const other = source.remount({ ...mount, treeDigest: "sha256:other" }, signal);
    expect(first).toBe(second);
    expect(other).not.toBe(first);
    await Promise.allSettled([first, second, other]);
  });

  it("tries again after a mount that failed", async () => {
    const source = aSource();
    const first = source.remount(mount, signal);
    await expect(first).rejects.toThrow();
    const again = source.remount(mount, signal);
    expect(again).not.toBe(first);
    await expect(again).rejects.toThrow();
  });

  it("names the container images in a mount's registry", () => {
    const at =
      "registry/docker/registry/v2/repositories/library/nginx/_manifests/tags/1.25/current/link";
    const entry = (path: string) =>
      ({ path, kind: "file", mode: 0o755, size: 0, target: undefined }) as const;
    const mounted = { mount, root: "/tree", entries: [entry(at), entry("manifests")] };
    expect(containedImagesOf(mounted)).toEqual(["library/nginx:1.25"]);
  });
});
