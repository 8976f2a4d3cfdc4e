import { useRef, useState } from "react";
import type { CommandOutcome } from "../gen/fengqiao/v1/common_pb";
import { newCommandId } from "../logic/commandId";
import { useDesk, useSignedOut } from "../session";
import { give, type Header } from "./command";
import { failureOf, type Failure } from "./failure";

/** The header of a command that is about no case. */
export const NO_CASE = { case: "" };

export interface Giving {
  /** `unknown` while it is sent again because nobody answered. */
  sending: "" | "sending" | "unknown";
  failure: Failure | undefined;
  forget: () => void;
  /** The outcome; none after a failure. */
  send: (command: string, header: Omit<Header, "commandId">, form: Record<string, unknown>) => Promise<CommandOutcome | undefined>;
}

/** Gives the commands of a form. An id is born with the form, kept while the same is sent again, and gone once it was taken or refused. */
export function useGive(): Giving {
  const { session } = useDesk();
  const signedOut = useSignedOut();
  const commandId = useRef(newCommandId());
  const [sending, setSending] = useState<Giving["sending"]>("");
  const [failure, setFailure] = useState<Failure | undefined>();
  const send: Giving["send"] = async (command, header, form) => {
    setSending("sending");
    setFailure(undefined);
    try {
      const outcome = await give(session.who.level, command, { ...header, commandId: commandId.current }, form, { onUnknown: () => setSending("unknown") });
      commandId.current = newCommandId();
      return outcome;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === "signed_out") {
        signedOut();
      }
      if (!failure.again) {
        // It was refused as it stood; what is sent next is another command.
        commandId.current = newCommandId();
      }
      setFailure(failure);
      return undefined;
    } finally {
      setSending("");
    }
  };
  return { sending, failure, forget: () => setFailure(undefined), send };
}
