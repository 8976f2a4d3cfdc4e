import { isOffered } from "../../api/command";
import type { Session } from "../../api/session";
import { mayGive } from "../../session";
import { actOf } from "../case/acts";
import { type Act } from "../case/fields";

/** Cases that one bulk act may hold. */
export const BATCH_MAX = 200;

/** What may be done with many cases at once. */
const COMMANDS = ["assign_handler", "dispatch_case", "assign_down", "sign_case", "issue_slip"];

/** A slip to many holders has no unit of its own. */
const SHORT: Record<string, string[]> = { issue_slip: ["toUnit"] };

/** The bulk acts of an officer's post. */
export function bulkActs(session: Session): Act[] {
  return COMMANDS.flatMap((command) => {
    const act = actOf(command);
    const may = mayGive(session, command) && isOffered(session.who.level, command);
    return act === undefined || !may ? [] : [{ ...act, fields: act.fields.filter(({ name }) => !(SHORT[command] ?? []).includes(name)) }];
  });
}
