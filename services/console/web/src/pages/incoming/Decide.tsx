import { Button } from "antd";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { ownWrites } from "../../api/command";
import { queries } from "../../api/transport";
import { useAsk } from "../../api/useAsk";
import type { CommandOutcome } from "../../gen/fengqiao/v1/common_pb";
import type { CaseView, TimelineEntry } from "../../gen/fengqiao/v1/query_pb";
import { isTyping } from "../../frame/keys";
import { momentText } from "../../logic/dates";
import { askedLevel } from "../../logic/duty";
import { zh } from "../../logic/punctuation";
import { partiesLine } from "../../logic/people";
import { beenTo } from "../../parts/caseColumns";
import { titleOf } from "../../parts/caseTitle";
import { LevelRail } from "../../parts/LevelRail";
import { StateNotice } from "../../parts/StateNotice";
import { TermStrip } from "../../parts/TermStrip";
import { WhyTable } from "../../parts/WhyPanel";
import { Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { ActForm } from "../case/ActForm";
import { actOf } from "../case/acts";
import { canEscalate } from "../case/Why";

/** What may be decided about a request, with the key that does it. */
const DECISIONS: { command: string; text: string; key: string }[] = [
  { command: "accept_escalation", text: t.incoming.accept, key: "A" },
  { command: "return_down", text: t.incoming.back, key: "B" },
  { command: "refuse_escalation", text: t.incoming.refuse, key: "R" },
  { command: "rule_on_appeal", text: t.incoming.appeal, key: "C" },
  { command: "take_over", text: t.incoming.take, key: "T" },
];

interface DecideProps {
  view: CaseView;
  /** What accepting is called here, and what the level below has done. */
  accept: string;
  done: string;
  onDecided: (said: string) => void;
}

/** The request to decide: who asks for what, with which proof, and what the lower level has done. */
export function Decide({ view, accept, done, onDecided }: DecideProps): ReactNode {
  const { session, reference } = useDesk();
  const [doing, setDoing] = useState<string | undefined>();
  const file = useAsk(`${view.caseId}/${view.position?.sequence}`, async () => {
    const atLeast = ownWrites();
    const [answer, timeline] = await Promise.all([queries.getCase({ case: view.caseId, atLeast }), queries.getTimeline({ case: view.caseId, pageSize: 500, atLeast })]);
    return { answer, entries: timeline.entries };
  });
  const request = requestIn(file.data?.entries ?? []);
  const help = request?.help ?? [];
  const proof = useAsk(`${view.caseId}/${view.position?.sequence}/${help.join()}`, () => canEscalate(session.who.level, view, help));
  const allowed = file.data?.answer.allowedActions ?? [];
  const choices = DECISIONS.filter(({ command }) => allowed.includes(command));
  const close = useCallback(() => setDoing(undefined), []);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const choice = choices.find(({ key }) => event.code === `Key${key}`);
      if (choice !== undefined && doing === undefined && !isTyping(event) && !event.ctrlKey && !event.altKey) {
        event.preventDefault();
        setDoing(choice.command);
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
  const act = doing === undefined ? undefined : actOf(doing);
  const decided = (outcome: CommandOutcome): void => {
    setDoing(undefined);
    onDecided(t.act.done(zh(outcome.changes[0]?.text ?? t.act.nothingChanged)));
  };
  const sessions = (file.data?.entries ?? []).filter((entry) => entry.event === "SessionHeld");
  const failed = sessions.filter((entry) => !entry.detailJson.includes("agreed")).length;
  return (
    <section className="sheet decide" aria-label={titleOf(view)}>
      <header>
        <h2>{titleOf(view)}</h2>
        <Link to={`/cases/${view.caseNumber}`} className="num">{view.caseNumber}</Link>
        <LevelRail holder={view.standing?.level ?? ""} been={beenTo(view)} asked={askedLevel(view)} />
      </header>
      <div className="decide-body" role="region" aria-label={t.incoming.proof} tabIndex={0}>
        <p className="mut">{partiesLine(view)}{t.dot}{view.standing?.holderName}{t.dot}{view.standing?.phaseText}</p>
        {request !== undefined && (
          <p>
            <b className="up">{t.incoming.from} ↑</b> {help.map((word) => reference.word("help_wanted", word)).join(t.and)}
            <span className="mut gap">{request.entry.centreName} {reference.officerName(request.entry.officer)} {momentText(new Date(request.entry.recordedAt))}</span>
          </p>
        )}
        <TermStrip clocks={(view.standing?.clocks ?? []).filter((clock) => ["escalation_term", "appeal_term", "mediation_term", "level_term"].includes(clock.name))} />
        <h3>{done}</h3>
        <p>{t.incoming.sessions(sessions.length, failed)}{file.data?.answer.case?.brief ? `　${file.data.answer.case.brief}` : ""}</p>
        <h3>{t.incoming.proof}</h3>
        {proof.data?.explanation !== undefined && <WhyTable explanation={proof.data.explanation} admitted={proof.data.admitted} />}
        {proof.failure !== undefined && <p className="mut">{proof.failure.text}</p>}
        {file.failure !== undefined && <StateNotice text={file.failure.text} onRetry={file.again} />}
      </div>
      {act !== undefined && file.data?.answer.case !== undefined ? (
        <ActForm key={act.command} act={act} title={act.command === "accept_escalation" ? accept : (DECISIONS.find(({ command }) => command === act.command)?.text.replace("…", "") ?? "")} view={file.data.answer.case} onDone={decided} onClose={close} onLook={file.again} />
      ) : (
        <footer className="decide-foot">
          {choices.map(({ command, text, key }, index) => (
            <Button key={command} type={index === 0 ? "primary" : "default"} onClick={() => setDoing(command)}>{command === "accept_escalation" ? accept : text} <kbd>{key}</kbd></Button>
          ))}
          {file.data !== undefined && choices.length === 0 && <span className="mut">{t.case.nothing}</span>}
        </footer>
      )}
    </section>
  );
}

/** The last request to rise, and what it asks for. */
function requestIn(entries: TimelineEntry[]): { entry: TimelineEntry; help: string[] } | undefined {
  const entry = [...entries].reverse().find((entry) => entry.event === "EscalationRequested");
  if (entry === undefined) {
    return undefined;
  }
  const detail = JSON.parse(entry.detailJson) as { help_wanted?: string[] };
  return { entry, help: detail.help_wanted ?? [] };
}
