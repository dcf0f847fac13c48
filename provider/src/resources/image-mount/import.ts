import { requireConfigured, UNKNOWN, type CreateRequest } from "../../../sdk";
import { splitId, unknownAttributes } from "../../domain/import-id";
import { argumentNames, unsetArguments, withAllMembers } from "../arguments-of";
import type { Services } from "../environment";
import type { Importing } from "../importable";
import { refusal } from "../read-import-id";
import { imageMount } from "./resource";
import { imageMountSchema } from "./schema";

type Request = CreateRequest<typeof imageMountSchema, Services>;

/**
 * Import of a `sealos_image_mount` by its image reference: the image is mounted as a create would. A JSON id says what else the
 * configuration gives: {"id": "labring/kubernetes:v1.31.0", "env": {…}}.
 */
export const imageMountImport: Importing<typeof imageMountSchema> = {
  async find(request) {
    requireConfigured(request.configured);
    const { id, attributes } = splitId(request.id);
    const unknown = unknownAttributes(attributes, argumentNames(imageMountSchema));
    if (unknown !== undefined) throw refusal(unknown);
    const inputs = withAllMembers(imageMountSchema, {
      ...unsetArguments(imageMountSchema),
      image: id,
      ...attributes,
    });
    const planned = { ...inputs, mount: UNKNOWN } as unknown as Request["planned"];
    const { state } = await imageMount.create({
      ...{ configured: request.configured, signal: request.signal, log: request.log },
      config: inputs as unknown as Request["config"],
      planned,
      plannedPrivate: null,
      save: () => undefined,
    });
    return state === null ? {} : { state };
  },
};
