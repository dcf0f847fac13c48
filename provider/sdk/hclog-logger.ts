import { SILENT_LOGGER, type LogFields, type Logger, type WriteLog } from "./logger";

/** From talkative to silent. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "off";

/** What a logger needs of the world. */
export interface HclogOptions {
  /** Lines below it are dropped before anything is formatted. */
  readonly level: LogLevel;
  /** Shown as the origin of each line, such as `provider.toy`. */
  readonly module: string;
  /** Takes one whole line with its line feed; usually writes to stderr. */
  readonly write: (line: string) => void;
  readonly now: () => Date;
}

/** A logger that writes lines in the form that Terraform reads levels and fields from. Never throws. */
export function createHclogLogger(options: HclogOptions): Logger {
  const from = LEVELS.indexOf(options.level);
  const at = (level: Exclude<LogLevel, "off">): WriteLog =>
    LEVELS.indexOf(level) < from
      ? SILENT_LOGGER[level]
      : (message, fields) => options.write(formatLine(options, level, message, fields));
  return {
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
  };
}

/**
 * The level that the practitioner asked for: `TF_LOG_PROVIDER_<NAME>`, else `TF_LOG_PROVIDER`, else `TF_LOG`; `off`
 * without any of them. `JSON` and unknown words mean everything, as in Terraform.
 */
export function logLevelOf(
  environment: Readonly<Record<string, string | undefined>>,
  providerName: string,
): LogLevel {
  const own = `TF_LOG_PROVIDER_${providerName.toUpperCase().replaceAll("-", "_")}`;
  const word = environment[own] ?? environment["TF_LOG_PROVIDER"] ?? environment["TF_LOG"] ?? "";
  if (word === "") return "off";
  return LEVELS.find((level) => level === word.toLowerCase()) ?? "trace";
}

const LEVELS: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error", "off"];

/** Terraform cuts lines at 64 KiB and then takes the pieces for plain text. */
const LONGEST_LINE = 60_000;

function formatLine(
  { module, now }: HclogOptions,
  level: LogLevel,
  message: string,
  fields: LogFields | undefined,
): string {
  const head = {
    "@level": level,
    // Anything but a string here would crash Terraform's log reader.
    "@message": [message].join(""),
    "@module": module,
    "@timestamp": timestamp(now()),
  };
  const line = toJson({ ...readableFields(fields), ...head });
  if (Buffer.byteLength(line) <= LONGEST_LINE) return `${line}\n`;
  return `${toJson({ ...head, "@message": `${head["@message"].slice(0, 10_000)}...`, cut: true })}\n`;
}

/** Six fraction digits: with three, Terraform loses the level of the line. */
function timestamp(date: Date): string {
  return date.toISOString().replace("Z", "000Z");
}

function readableFields(fields: LogFields = {}): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.replace(/^@/, ""), readable(value)]),
  );
}

function readable(value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}

function toJson(line: LogFields): string {
  try {
    return JSON.stringify(line, (_, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
  } catch {
    const { "@level": level, "@message": message, "@module": module } = line;
    return JSON.stringify({ "@level": level, "@message": message, "@module": module });
  }
}
