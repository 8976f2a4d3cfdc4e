import { Button, Input } from "antd";
import { useState, type FormEvent, type ReactNode } from "react";
import { ownWrites } from "../api/command";
import { failureOf } from "../api/failure";
import { lookFor } from "../api/lookFor";
import { queries } from "../api/transport";
import type { CommandOutcome } from "../gen/fengqiao/v1/common_pb";
import type { GetCaseResponse } from "../gen/fengqiao/v1/query_pb";
import { halfWidth } from "../logic/people";
import { ActForm } from "../pages/case/ActForm";
import { actOf } from "../pages/case/acts";
import { t } from "../texts";
import { d } from "../textsOfDaily";
import { titleOf } from "./caseTitle";
import { Field } from "./Field";

interface ActOnCaseProps {
  command: string;
  title: string;
  question: string;
  onDone: (outcome: CommandOutcome) => void;
  onClose: () => void;
}

/** A command on a case that is named here by its number. */
export function ActOnCase({ command, title, question, onDone, onClose }: ActOnCaseProps): ReactNode {
  const [typed, setTyped] = useState("");
  const [said, setSaid] = useState("");
  const [answer, setAnswer] = useState<GetCaseResponse | undefined>();
  const act = actOf(command);
  const look = async (): Promise<void> => {
    const found = await lookFor(halfWidth(typed).trim());
    const [view] = found;
    if (view === undefined || found.length > 1) {
      setSaid(view === undefined ? t.bar.none(typed) : d.slips.several(found.length));
      return;
    }
    await read(view.caseId);
  };
  const read = async (id: string): Promise<void> => {
    const answer = await queries.getCase({ case: id, atLeast: ownWrites() });
    setAnswer(answer);
    setSaid(answer.allowedActions.includes(command) ? "" : t.case.why_acts(answer.case?.standing?.phaseText ?? "", answer.case?.standing?.holderName ?? ""));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSaid("");
    look().catch((error: unknown) => setSaid(failureOf(error).text));
  };
  const view = answer?.case;
  return (
    <div className="named-case">
      <form onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && onClose()}>
        <Field label={d.slips.find} id="named-case" fault={said === "" ? undefined : said}>
          <Input id="named-case" value={typed} maxLength={24} autoFocus autoComplete="off" placeholder={d.slips.findHint} aria-description={question}
            onChange={(event) => { setTyped(event.target.value); setAnswer(undefined); setSaid(""); }} />
          <Button htmlType="submit">{d.slips.findGo}</Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Field>
      </form>
      {view !== undefined && said === "" && act !== undefined && (
        <ActForm key={view.caseId} act={act} title={`${title}　${titleOf(view)}`} view={view} onDone={onDone} onClose={onClose} onLook={() => void read(view.caseId)} />
      )}
    </div>
  );
}
