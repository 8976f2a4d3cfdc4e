import { Code, ConnectError } from "@connectrpc/connect";
import { RefusalDetailSchema, type Explanation } from "../gen/fengqiao/v1/common_pb";
import { zh } from "../logic/punctuation";
import { t } from "../texts";
import { ErrorInfoSchema } from "../gen/google/rpc/error_info_pb";
import { ConsoleFault } from "./session";

/** Why something was not done, in words for the page. */
export interface Failure {
  kind: "refused" | "conflict" | "missing" | "away" | "signed_out" | "fault";
  /** The platform's stable code; empty for an outage. */
  code: string;
  text: string;
  /** What would change the answer. */
  change: string;
  /** The field at fault, as a path. */
  field: string;
  facts: Record<string, string>;
  allowed: string[];
  explanation: Explanation | undefined;
  /** Sending the same again may help, and does nothing twice. */
  again: boolean;
}

const PLAIN = { code: "", change: "", field: "", facts: {}, allowed: [], explanation: undefined, again: false };

/** Reads whatever a call ended with. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ConsoleFault) {
    return error.status === 401
      ? { ...PLAIN, kind: "signed_out", text: t.session.over }
      : { ...PLAIN, kind: "fault", text: error.message };
  }
  const status = ConnectError.from(error);
  const [detail] = status.findDetails(RefusalDetailSchema);
  const [info] = status.findDetails(ErrorInfoSchema);
  if (detail === undefined) {
    return bare(status);
  }
  const outage = detail.code.startsWith("S");
  const again = outage && detail.code !== "S05";
  return {
    kind: kindOf(detail.code, outage),
    code: detail.code,
    text: zh(detail.text),
    change: zh(detail.change),
    field: detail.field,
    facts: info?.metadata ?? {},
    allowed: detail.allowedActions,
    explanation: detail.explanation,
    again,
  };
}

function kindOf(code: string, outage: boolean): Failure["kind"] {
  switch (code) {
    case "A01":
      return "signed_out";
    case "L03":
      return "conflict";
    case "D08":
      return "missing";
    default:
      return outage ? "away" : "refused";
  }
}

function bare(status: ConnectError): Failure {
  switch (status.code) {
    case Code.Unauthenticated:
      return { ...PLAIN, kind: "signed_out", text: t.session.over };
    case Code.Unavailable:
    case Code.DeadlineExceeded:
    case Code.Canceled:
    case Code.Unknown:
      return { ...PLAIN, kind: "away", text: t.failure.away, again: true };
    case Code.ResourceExhausted:
      return { ...PLAIN, kind: "fault", text: t.failure.busy };
    default:
      return { ...PLAIN, kind: "fault", text: t.failure.fault };
  }
}
