import { create, type DescMessage, type MessageInitShape } from "@bufbuild/protobuf";
import { CommandOutcomeSchema, type CommandOutcome } from "../gen/fengqiao/v1/common_pb";
import type { Position } from "../gen/fengqiao/v1/common_pb";
import { failureOf } from "./failure";
import type { Level } from "./session";
import { CALL_MS_MAX, serviceOf, transport } from "./transport";

/** How long an outcome is waited for. The same is sent again under the same id, which does nothing twice. */
export interface Patience {
  attempts: number;
  /** For each answer. */
  ms: number;
  /** Hears that nobody answered an attempt. */
  onUnknown?: () => void;
}

const PATIENCE: Patience = { attempts: 5, ms: CALL_MS_MAX };
const PAUSE_MS = 800;

/** What was written from here; a query that asks for it reads one's own write. */
const written = new Map<string, Position>();

/** What every query asks the views to have reached. */
export function ownWrites(): Position[] {
  return [...written.values()];
}

export function forgetOwnWrites(): void {
  written.clear();
}

export interface Header {
  commandId: string;
  /** The case's id; empty for a registration. */
  case: string;
  occurredOn?: string;
  seenSequence?: bigint;
}

/** The method of a command, `classify_matter` → `classifyMatter`. */
export function methodName(command: string): string {
  return command.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether the officers of a level can give a command at all. */
export function isOffered(level: Level, command: string): boolean {
  return methodName(command) in serviceOf(level).method;
}

/** Gives a command, as often as it takes to know the outcome or to lose patience. */
export async function give(
  level: Level, command: string, header: Header, form: Record<string, unknown>, patience: Partial<Patience> = {},
): Promise<CommandOutcome> {
  const { attempts, ms, onUnknown } = { ...PATIENCE, ...patience };
  const methods = serviceOf(level).method as unknown as Record<string, { input: DescMessage; output: typeof CommandOutcomeSchema }>;
  const method = methods[methodName(command)];
  if (method === undefined) {
    throw new Error(command);
  }
  const request = create(method.input, { ...form, header } as MessageInitShape<DescMessage>);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await transport.unary(method as never, undefined, ms, undefined, request as never);
      const outcome = answer.message as CommandOutcome;
      for (const position of outcome.positions) {
        written.set(position.stream, position);
      }
      return outcome;
    } catch (error) {
      if (!failureOf(error).again || attempt >= attempts) {
        throw error;
      }
      onUnknown?.();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    }
  }
}
