import { create } from "@bufbuild/protobuf";
import { Select } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useAsk } from "../../api/useAsk";
import { CALL_MS_MAX, serviceOf, transport } from "../../api/transport";
import { CanEscalateRequestSchema, type CanEscalateResponse } from "../../gen/fengqiao/v1/common_pb";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { clockTime } from "../../logic/dates";
import { StateNotice } from "../../parts/StateNotice";
import { WhyTable, type Way } from "../../parts/WhyPanel";
import { useDesk } from "../../session";
import { t } from "../../texts";
import type { Level } from "../../api/session";

/** Asks the service of a level whether a case would rise; nothing is written. */
export async function canEscalate(level: Level, view: CaseView, helpWanted: string[]): Promise<CanEscalateResponse> {
  const request = create(CanEscalateRequestSchema, { case: view.caseId, helpWanted });
  const answer = await transport.unary(serviceOf(level).method.canEscalate as never, undefined, CALL_MS_MAX, undefined, request as never);
  return answer.message as CanEscalateResponse;
}

interface WhyProps {
  view: CaseView;
  allowed: readonly string[];
  onAct: (command: string) => void;
  onClose: () => void;
}

const ABOVE: Record<string, Level> = { village: "township", township: "county", county: "city" };
/** What would be done about a refusal, where it is allowed now. */
const WAYS: [command: string, text: string][] = [
  ["hold_session", t.why.act.session], ["record_investigation", t.why.act.investigate], ["classify_matter", t.why.act.classify], ["correct_facts", t.why.act.correct],
  ["request_escalation", t.why.ask],
];

/** 为什么不能上报: the tables asked on the facts of now, and again whenever they change. */
export function Why({ view, allowed, onAct, onClose }: WhyProps): ReactNode {
  const { session, reference } = useDesk();
  const [help, setHelp] = useState<string[]>(["coordination"]);
  const level = view.standing?.level ?? "";
  const asked = useAsk(`${view.caseId}/${view.position?.sequence}/${help.join()}`, () => canEscalate(session.who.level, view, help));
  const ways: Way[] = WAYS.filter(([command]) => allowed.includes(command)).map(([command, text]) => ({ text, go: () => onAct(command) }));
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape") {
        onClose();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [onClose]);
  const { explanation, admitted = false } = asked.data ?? {};
  const rules = explanation?.ruleSet;
  return (
    <section className="panel why-panel" aria-label={t.why.title} tabIndex={-1} ref={(element) => element?.focus({ preventScroll: true })}>
      <div className="panel-head">
        <h2>{admitted ? t.why.may : t.why.title}</h2>
        <span className="mut">{t.why.rise(t.levels[level] ?? "", t.levels[ABOVE[level] ?? "city"] ?? "")}</span>
        <button type="button" className="link right" onClick={onClose}>{t.esc}</button>
      </div>
      <label className="help">
        <span className="mut">{t.why.help}</span>
        <Select mode="multiple" size="small" aria-label={t.why.help} options={reference.choices("help_wanted")} value={help} onChange={setHelp} className="grow" />
      </label>
      {asked.failure !== undefined && <StateNotice text={`${t.why.unknownCase}${asked.failure.text}`} onRetry={asked.again} />}
      {explanation !== undefined && (
        <WhyTable explanation={explanation} admitted={admitted} ways={ways}
          foot={
            <p className="mut sm why-foot">
              {rules !== undefined && t.why.rules(rules.id, rules.version, `${rules.hash.slice(0, 4)}·${rules.hash.slice(4, 8)}`)}　{asked.at !== undefined && t.why.tried(clockTime(asked.at))}
              <button type="button" className="link" onClick={() => void navigator.clipboard?.writeText(`${explanation.refusalText}\n${explanation.changeText}`)}>{t.why.copyText}</button>
            </p>
          } />
      )}
    </section>
  );
}
