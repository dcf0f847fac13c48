import type { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { error, type Diagnostic } from "../../diagnostics";
import type { Logger } from "../../logger";
import type { ProviderServer, RequestContext } from "../../server/provider-server";
import { formatPath } from "../../values/attribute-path";
import type { SchemaTypes } from "../schema-types";
import type { ValueMismatchError } from "../value-mismatch";

/** Reads or writes one message; what the generated code exports per message. */
export interface MessageCodec<Message> {
  encode(message: Message, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): Message;
}

/** What every call of one connection shares. */
export interface RpcContext {
  readonly types: SchemaTypes;
  readonly log: Logger;
  /** The server of this connection, loaded when first asked for. */
  server(): Promise<ProviderServer>;
}

/** One remote procedure: bytes in, bytes out. */
export type Rpc = (
  request: Buffer,
  context: RpcContext,
  signal: AbortSignal,
) => Promise<Uint8Array>;

/** The steps of a call to the provider. */
export interface RpcSteps<Message, Request, Response, Reply> {
  readonly request: MessageCodec<Message>;
  readonly reply: MessageCodec<Reply>;
  /** The whole answer if it needs no provider. */
  answerEarly?(message: Message, types: SchemaTypes): Reply | undefined;
  fromProto(message: Message, types: SchemaTypes): Request;
  call(server: ProviderServer, request: Request & RequestContext): Promise<Response>;
  toProto(response: Response, types: SchemaTypes, message: Message): Reply;
  /** The answer when a step throws: these diagnostics beside the state that the request brought. */
  failed(diagnostics: readonly Diagnostic[], message: Message): Reply;
}

/**
 * Makes a procedure of its steps. Whatever a step throws becomes a diagnostic in a regular reply: an RPC error would
 * make Terraform drop the state and show a stack.
 */
export function defineRpc<Message extends object, Request extends object, Response, Reply>(
  steps: RpcSteps<Message, Request, Response, Reply>,
): Rpc {
  return async (bytes, context, signal) => {
    const message = steps.request.decode(bytes);
    return steps.reply.encode(await reply(steps, message, context, signal)).finish();
  };
}

/** Makes a procedure that the schema alone can answer; neither zod nor any resource is loaded. */
export function defineSchemaRpc<Reply>(
  codec: MessageCodec<Reply>,
  describe: (schema: SchemaTypes["schema"]) => Reply,
): Rpc {
  return (_bytes, { types }) => Promise.resolve(codec.encode(describe(types.schema)).finish());
}

async function reply<Message extends object, Request extends object, Response, Reply>(
  steps: RpcSteps<Message, Request, Response, Reply>,
  message: Message,
  context: RpcContext,
  signal: AbortSignal,
): Promise<Reply> {
  const { types, log } = context;
  let phase: Phase = "request";
  try {
    const early = steps.answerEarly?.(message, types);
    if (early !== undefined) return early;
    const request = steps.fromProto(message, types);
    phase = "load";
    const loaded = await context.server();
    phase = "call";
    const response = await steps.call(loaded, { ...request, signal, log });
    phase = "reply";
    return steps.toProto(response, types, message);
  } catch (thrown) {
    return steps.failed([failure(phase, thrown, subjectOf(message))], message);
  }
}

type Phase = "request" | "load" | "call" | "reply";

function failure(phase: Phase, thrown: unknown, subject: string): Diagnostic {
  const problem = thrown instanceof Error ? thrown.message : String(thrown);
  switch (phase) {
    case "request":
      return error(
        "Request Does Not Match The Provider's Schema",
        `Terraform's request${subject} cannot be read: ${problem}. If the provider was replaced while Terraform ran, run it again.`,
      );
    case "load":
      return error(
        "Provider Could Not Be Loaded",
        `The provider's own code failed to load: ${problem}. Install the provider again; if that does not help, report it.`,
      );
    case "call":
      return error(
        "Provider Failed",
        `The provider failed${subject}: ${problem}. Please report it.`,
      );
    case "reply":
      return invalidReply(thrown, problem, subject);
  }
}

function invalidReply(thrown: unknown, problem: string, subject: string): Diagnostic {
  const at =
    isValueMismatch(thrown) && thrown.path.length > 0 ? ` at ${formatPath(thrown.path)}` : "";
  return error(
    "Provider Returned An Invalid Value",
    `The provider returned a value${subject} that its own schema does not allow${at}: ${problem}. Please report it.`,
  );
}

// Every message about one resource, data source or function carries its name in one of these fields.
function subjectOf(message: object): string {
  const fields = message as { typeName?: string; targetTypeName?: string; name?: string };
  const name = fields.typeName ?? fields.targetTypeName ?? fields.name;
  return name === undefined ? "" : ` for ${name}`;
}

function isValueMismatch(thrown: unknown): thrown is ValueMismatchError {
  return thrown instanceof Error && thrown.name === "ValueMismatchError";
}
