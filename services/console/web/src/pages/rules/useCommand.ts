import { useRef, useState } from "react";
import { give } from "../../api/command";
import { failureOf, type Failure } from "../../api/failure";
import type { CommandOutcome } from "../../gen/fengqiao/v1/common_pb";
import { newCommandId } from "../../logic/commandId";
import { useDesk, useSignedOut } from "../../session";

interface Giving {
  sending: boolean;
  failure: Failure | undefined;
  send: (command: string, form: Record<string, unknown>) => void;
}

/** Gives a command that is about no case, under one id until it was taken or refused. */
export function useCommand(onDone: (outcome: CommandOutcome) => void): Giving {
  const { session } = useDesk();
  const signedOut = useSignedOut();
  const commandId = useRef(newCommandId());
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>();
  const send = (command: string, form: Record<string, unknown>): void => {
    setSending(true);
    setFailure(undefined);
    give(session.who.level, command, { commandId: commandId.current, case: "" }, form)
      .then((outcome) => {
        commandId.current = newCommandId();
        onDone(outcome);
      }, (error: unknown) => {
        const failure = failureOf(error);
        if (failure.kind === "signed_out") {
          signedOut();
        }
        if (!failure.again) {
          commandId.current = newCommandId();
        }
        setFailure(failure);
      })
      .finally(() => setSending(false));
  };
  return { sending, failure, send };
}
