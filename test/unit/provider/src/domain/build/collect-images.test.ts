import {
  collectedName,
  collectImages,
  nameInRegistry,
  type ImageText,
} from "../../../../../../provider/src/domain/build/collect-images";
import type { ImageOrigin } from "../../../../../../provider/src/domain/build/build-spec";
import { isIssue } from "../../../../../../provider/src/domain/issue";

const DIGEST = `sha256:${"0".repeat(64)}`;
const PATHS: Readonly<Record<ImageOrigin, string>> = {
  lists: "images/shim/list",
  manifests: "manifests/app.yaml",
  charts: "charts/app",
  archives: "images/skopeo/tar.txt",
};

const textOf = (origin: ImageOrigin, text: string): ImageText => ({
  origin,
  path: PATHS[origin],
  text,
});

const collected = (texts: readonly ImageText[], ignored = "") => {
  const images = collectImages(texts, ignored);
  if (isIssue(images)) throw new Error(images.detail);
  return images;
};

const names = (origin: ImageOrigin, text: string, ignored = ""): readonly string[] =>
  collected([textOf(origin, text)], ignored).map(collectedName);

describe("a list of images", () => {
  it("holds a name a line, in any spelling, each image once", () => {
    const list = `# of the house\n\nnginx\n "docker.io/library/nginx:latest" \nquay.io/a/b:1\r\nregistry.example:5000/x@${DIGEST}`;
    expect(names("lists", list)).toEqual([
      "quay.io/a/b:1",
      "docker.io/library/nginx:latest",
      `registry.example:5000/x@${DIGEST}`,
    ]);
  });

  it("is refused where a line is no image", () => {
    expect(() => names("lists", "nginx\nUpper/Case:1")).toThrow(
      'context: images/shim/list, line 2: "Upper/Case:1" names no image',
    );
    expect(() => names("lists", "oci:/srv/image")).toThrow("line 1");
  });
});

describe("a manifest", () => {
  it("names images behind the key image", () => {
    const manifest = [
      "  - image: nginx:1.25 # web",
      "    image: 'redis:7'",
      '    "image": "quay.io/a/json:1",',
      "  containers: [{name: a, image: quay.io/a/flow:1}, {image: quay.io/a/flow:2, name: b}]",
    ];
    expect(names("manifests", manifest.join("\n"))).toEqual([
      "quay.io/a/flow:1",
      "quay.io/a/flow:2",
      "quay.io/a/json:1",
      "docker.io/library/nginx:1.25",
      "docker.io/library/redis:7",
    ]);
  });

  it.each([
    "# image: nginx:1.25",
    "image: {{ .Values.image }}",
    "image: nginx:{{ .tag }}",
    "image:",
    "image: # none",
    "myimage: nginx:1",
    "imagePullPolicy: Always",
    "description: The image: what runs",
    "image: Not-A-Name",
  ])("does not in %j", (line) => {
    expect(names("manifests", line)).toEqual([]);
  });

  it("keeps the digest of a name that has tag and digest", () => {
    expect(names("charts", `image: nginx:1@${DIGEST}`)).toEqual([
      `docker.io/library/nginx:1@${DIGEST}`,
    ]);
  });
});

describe("a list of archives", () => {
  it("names files beside it, and what they hold", () => {
    const images = collected([textOf("archives", "docker-archive:sub/a.tar@quay.io/a/b:1\n")]);
    expect(images).toEqual([
      expect.objectContaining({
        archive: { transport: "docker-archive", path: "images/skopeo/sub/a.tar" },
      }),
    ]);
    expect(images.map(collectedName)).toEqual(["quay.io/a/b:1"]);
  });

  it.each(["a.tar@b:1", "docker-archive:a.tar", "dir:a@b:1", "oci-archive:../a.tar@b:1"])(
    "is refused for %j",
    (line) => {
      expect(() => names("archives", line)).toThrow("images/skopeo/tar.txt, line 1");
    },
  );
});

describe("images of several origins", () => {
  it("leave out what .sealignore names, in any spelling", () => {
    expect(names("lists", "nginx:1\nredis:7\nquay.io/a/b:1", "nginx:1\nquay.io/a/b:1\n")).toEqual([
      "docker.io/library/redis:7",
    ]);
  });

  it("may not meet under one name in the registry", () => {
    const texts = [textOf("lists", "docker.io/a/b:1"), textOf("manifests", "image: quay.io/a/b:1")];
    expect(() => collected(texts)).toThrow(
      "images/shim/list names docker.io/a/b:1, and manifests/app.yaml names quay.io/a/b:1: both would be a/b:1",
    );
  });

  it("are one where only one of them has a digest, which counts", () => {
    const texts = [textOf("lists", "a/b:1"), textOf("manifests", `image: a/b:1@${DIGEST}`)];
    for (const order of [texts, texts.toReversed()]) {
      expect(collected(order).map(collectedName)).toEqual([`docker.io/a/b:1@${DIGEST}`]);
    }
  });

  it("lose the registry in front of their names there", () => {
    const [image] = collected([textOf("lists", "registry.example:5000/x/y:1")]);
    expect(nameInRegistry(image!.reference)).toBe("x/y:1");
  });
});
