import type { ReactNode } from "react";
import type { ClockState, CommandOutcome } from "../../gen/fengqiao/v1/common_pb";
import { paperDay, today } from "../../logic/dates";
import { inOrder } from "../../logic/terms";
import { QrCode } from "../../parts/QrCode";
import { useDesk } from "../../session";
import { t } from "../../texts";

/** 回执, the citizen's slip of 80 mm, on paper alone: no name and no matter. */
export function Receipt({ outcome }: { outcome: CommandOutcome }): ReactNode {
  const { session } = useDesk();
  const { receipt } = t.register;
  return (
    <div className="receipt" aria-hidden="true">
      <h1>{receipt.title}</h1>
      <p className="receipt-centre">{session.who.centre_name}</p>
      <dl>
        <dt>{receipt.number}</dt><dd>{outcome.caseNumber}</dd>
        <dt>{receipt.date}</dt><dd>{paperDay(today())}</dd>
        <dt>{receipt.code}</dt><dd className="receipt-code">{outcome.queryCode}</dd>
      </dl>
      <QrCode text={`${location.origin}/q#${outcome.queryCode}`} label={receipt.scan} />
      <p className="receipt-centre">{receipt.scan}</p>
      {stepsOf(outcome.standing?.clocks ?? []).map((clock) => <p key={clock.name}>{receipt.step(paperDay(clock.dueOn), receipt.promises[clock.name] ?? clock.text)}</p>)}
      <p>{receipt.note}</p>
    </div>
  );
}

/** What the centre owes the citizen, the nearest first. */
function stepsOf(clocks: readonly ClockState[]): ClockState[] {
  return inOrder(clocks).filter((clock) => clock.name in t.register.receipt.promises && clock.state === "running");
}
