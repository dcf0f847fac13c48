import type { ImageSource } from "../../../../../provider/src/pipeline/image-source";
import { previewImage } from "../../../../../provider/src/pipeline/open-image";
import { buildahMissing, imageUnavailable } from "../../../../../provider/src/tools/buildah/errors";
import { createFakePipeline } from "../../../../support/fake-pipeline";

const REQUEST = { image: "labring/kubernetes:v1.31.0" };
const { signal } = new AbortController();

const previewWith = (preview: ImageSource["preview"], interrupted = signal) => {
  const { environment } = createFakePipeline();
  return previewImage(
    { ...environment, images: { ...environment.images, preview } },
    REQUEST,
    interrupted,
  );
};
const failing = (failure: Error) => () => Promise.reject(failure);

describe("an image at plan time", () => {
  it("that does not exist is an error of the attribute", async () => {
    const missing = imageUnavailable("runner", REQUEST.image, "Error: manifest unknown");
    const { issues } = await previewWith(failing(missing));
    expect(issues).toMatchObject([
      { severity: "error", summary: "Image Not Found", attribute: ["image"] },
    ]);
  });

  it.each([
    ["a registry that does not answer", imageUnavailable("runner", REQUEST.image, "dial tcp: …")],
    ["a login that is refused", imageUnavailable("runner", REQUEST.image, "unauthorized")],
    ["a machine without buildah", buildahMissing("runner", "It was not to be installed.")],
    ["a builder that is away", new Error("builder cannot be reached")],
  ])("is left open, with a warning, for %s", async (_, failure) => {
    const { found, issues } = await previewWith(failing(failure));
    expect(found).toBeUndefined();
    expect(issues).toMatchObject([
      { severity: "warning", detail: expect.stringContaining(failure.message) as string },
    ]);
  });

  it("is not judged once the run is interrupted", async () => {
    const interrupted = AbortSignal.abort(new Error("interrupted"));
    await expect(previewWith(failing(new Error("gone")), interrupted)).rejects.toThrow(
      "interrupted",
    );
  });
});
