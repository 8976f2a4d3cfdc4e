import { give, type Patience } from "../../api/command";
import { failureOf, type Failure } from "../../api/failure";
import type { Level } from "../../api/session";
import type { CommandOutcome } from "../../gen/fengqiao/v1/common_pb";
import { newCommandId } from "../../logic/commandId";
import { requestOf, type Form } from "./form";

export interface Sent {
  outcome: CommandOutcome;
  /** Why the case was not classified as the clerk chose. */
  unclassified: Failure | undefined;
}

/** Registers what a form says, out of a draft if there is one, and classifies it where the clerk chose a matter. */
export async function sendRegistration(level: Level, form: Form, draft: string, patience: Partial<Patience>): Promise<Sent> {
  const outcome = await give(level, "register_case", { commandId: form.commandId, case: draft }, requestOf(form), patience);
  if (form.matter === "" || !outcome.allowedActions.includes("classify_matter")) {
    return { outcome, unclassified: undefined };
  }
  const classified = give(level, "classify_matter", { commandId: newCommandId(), case: outcome.caseId }, { matter: form.matter });
  return { outcome, unclassified: await classified.then(() => undefined, failureOf) };
}
