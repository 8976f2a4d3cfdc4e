import { Button, Input, Select } from "antd";
import type { ReactNode } from "react";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { shortName } from "../../logic/people";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { a } from "../../textsOfActs";
import type { CorrectionRow, ObligationRow } from "./formValues";

/** Obligations that one agreement may hold here. */
const ROWS_MAX = 30;

interface ObligationsProps {
  value: ObligationRow[];
  view: CaseView;
  onChange: (rows: ObligationRow[]) => void;
}

/** Who owes what, until when: one row each. */
export function Obligations({ value, view, onChange }: ObligationsProps): ReactNode {
  const { reference } = useDesk();
  const debtors = view.parties.map((party) => ({ value: party.partyId, label: `${reference.word("party_role", party.role)}　${shortName(party)}` }));
  const set = (index: number, part: Partial<ObligationRow>): void => onChange(value.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <div className="obligations">
      {value.map((row, index) => (
        <div key={index} className="obligation">
          <Select aria-label={a.obligation.who} options={debtors} value={row.debtor === "" ? null : row.debtor} popupMatchSelectWidth={false} onChange={(debtor: string) => set(index, { debtor })} />
          <input type="date" className="date" aria-label={a.obligation.due} value={row.due} onChange={(event) => set(index, { due: event.target.value })} />
          <Input aria-label={a.obligation.what} placeholder={a.obligation.what} value={row.what} maxLength={200} onChange={(event) => set(index, { what: event.target.value })} />
          <Input aria-label={a.obligation.amount} placeholder={a.obligation.amount} value={row.amount} inputMode="decimal" onChange={(event) => set(index, { amount: event.target.value })} />
          {value.length > 1 && <Button size="small" onClick={() => onChange(value.filter((_, at) => at !== index))}>{t.act.remove}</Button>}
        </div>
      ))}
      {value.length < ROWS_MAX && (
        <Button size="small" onClick={() => onChange([...value, { ...(value[value.length - 1] ?? { debtor: "", due: "" }), what: "", amount: "" }])}>{t.act.add}</Button>
      )}
    </div>
  );
}

/** One fact that was recorded wrongly, its right value, why, and the paper that shows it. */
export function Correction({ value, onChange }: { value: CorrectionRow; onChange: (row: CorrectionRow) => void }): ReactNode {
  const facts = (["headcount", "amountFen", "unpaidWorkers"] as const).map((which) => ({ value: which, label: a.correct[which] }));
  return (
    <div className="obligations">
      <Select aria-label={a.correct.which} options={facts} value={value.which} onChange={(which) => onChange({ ...value, which })} />
      <Input aria-label={a.correct.value} placeholder={a.correct.value} value={value.value} inputMode="decimal" onChange={(event) => onChange({ ...value, value: event.target.value })} />
      <Input aria-label={a.reason} placeholder={a.reason} value={value.reason} maxLength={500} onChange={(event) => onChange({ ...value, reason: event.target.value })} />
      <span><code className="paper num">{value.paper}</code> <span className="mut sm">{t.act.paperHint}</span></span>
    </div>
  );
}
