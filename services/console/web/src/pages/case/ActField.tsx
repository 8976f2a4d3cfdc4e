import { Button, Checkbox, Input, Select } from "antd";
import { useMemo, type ReactNode } from "react";
import type { Reference } from "../../api/reference";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { newCommandId } from "../../logic/commandId";
import { shortName } from "../../logic/people";
import { centreChoices, matterChoices, officerChoices, placeChoices, unitChoices, type Choice } from "../../parts/choices";
import { Field as Labelled } from "../../parts/Field";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { a } from "../../textsOfActs";
import { Correction, Obligations } from "./RowFields";
import { Tasks } from "./TaskRows";
import type { Field } from "./fields";
import type { CorrectionRow, ObligationRow, TaskRow } from "./formValues";

interface ActFieldProps {
  field: Field;
  value: unknown;
  view: CaseView;
  fault: string | undefined;
  onChange: (value: unknown) => void;
}

/** One field of a command's form. */
export function ActField({ field, value, view, fault, onChange }: ActFieldProps): ReactNode {
  const { session, reference } = useDesk();
  const id = `act-${field.name}`;
  const choices = useMemo(() => choicesOf(field, view, reference, session.who.centre), [field, view, reference, session]);
  const tall = field.kind === "long" || field.kind === "lines" || field.kind === "words" || field.kind === "obligations" || field.kind === "tasks";
  const placeholder = field.optional === true ? t.act.optional : t.act.choose;
  const control = (): ReactNode => {
    switch (field.kind) {
      case "text":
      case "number":
      case "yuan":
        return <Input id={id} value={String(value ?? "")} maxLength={500} inputMode={field.kind === "text" ? "text" : "numeric"} onChange={(event) => onChange(event.target.value)} />;
      case "long":
      case "lines":
        return <Input.TextArea id={id} value={String(value ?? "")} rows={3} maxLength={2000} onChange={(event) => onChange(event.target.value)} />;
      case "date":
        return <input id={id} type="date" className="date" value={String(value ?? "")} onChange={(event) => onChange(event.target.value)} />;
      case "bool":
        return <Checkbox id={id} checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
      case "words":
        return <Checkbox.Group options={choices} value={value as string[]} onChange={onChange} className="words" />;
      case "paper":
      case "papers":
        return <Paper id={id} many={field.kind === "papers"} value={value} onChange={onChange} />;
      case "obligations":
        return <Obligations value={value as ObligationRow[]} view={view} onChange={onChange} />;
      case "tasks":
        return <Tasks value={value as TaskRow[]} onChange={onChange} />;
      case "units":
        return <Select id={id} mode="multiple" options={choices} value={value as string[]} showSearch={{ optionFilterProp: "label" }} placeholder={placeholder} className="full" onChange={onChange} />;
      case "correction":
        return <Correction value={value as CorrectionRow} onChange={onChange} />;
      default:
        return (
          <Select id={id} options={choices} value={value === "" ? null : (value as string)} showSearch={{ optionFilterProp: "label" }} allowClear={field.optional === true} placeholder={placeholder}
            popupMatchSelectWidth={false} className="full" onChange={(chosen: string | null | undefined) => onChange(chosen ?? "")} />
        );
    }
  };
  return <Labelled label={field.label} id={id} fault={fault} top={tall}>{control()}</Labelled>;
}

/** A paper's number: made here, written on the paper. */
function Paper({ id, many, value, onChange }: { id: string; many: boolean; value: unknown; onChange: (value: unknown) => void }): ReactNode {
  const number = many ? ((value as string[])[0] ?? "") : String(value ?? "");
  const set = (number: string): void => onChange(many ? (number === "" ? [] : [number]) : number);
  return number === "" ? (
    <Button id={id} onClick={() => set(newCommandId())}>{t.act.add}</Button>
  ) : (
    <>
      <code id={id} className="paper num">{number}</code>
      <span className="mut sm">{t.act.paperHint}</span>
    </>
  );
}

function choicesOf(field: Field, view: CaseView, reference: Reference, own: string): Choice[] {
  switch (field.kind) {
    case "officer":
      return officerChoices(reference, own);
    case "unit":
      return unitChoices(reference, own);
    case "unit_around":
    case "units":
      return [...reference.units.values()].map((unit) => ({ value: unit.code, label: unit.name }));
    case "below":
      return centreChoices(reference, reference.childrenOf(own).map((centre) => centre.code));
    case "aside":
      return centreChoices(reference, reference.childrenOf(reference.centres.get(own)?.parent ?? "").map((centre) => centre.code).filter((code) => code !== own));
    case "place":
      return placeChoices(reference, view.places[0] ?? own);
    case "matter":
      return matterChoices(reference);
    case "party":
      return view.parties.map((party) => ({ value: party.partyId, label: `${reference.word("party_role", party.role)}　${shortName(party)}` }));
    default:
      if (field.words !== undefined && a.lists[field.words] !== undefined) {
        return Object.entries(a.lists[field.words] ?? {}).map(([value, label]) => ({ value, label }));
      }
      if (field.words === "acceptance") {
        return Object.entries(a.acceptance).map(([value, label]) => ({ value, label }));
      }
      if (field.words === "return_code") {
        return Object.entries(a.returnCodes).map(([value, label]) => ({ value, label: `${value} ${label}` }));
      }
      return reference.choices(field.words ?? "");
  }
}
