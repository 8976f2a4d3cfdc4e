import { Button, Input, Select } from "antd";
import { useMemo, type KeyboardEvent, type ReactNode, type Ref } from "react";
import type { Failure } from "../../api/failure";
import { personNumber } from "../../logic/people";
import { Field } from "../../parts/Field";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { matterChoices, placeChoices } from "../../parts/choices";
import { NO_DANGER, respondentKind, type Faults, type Form, type Kind } from "./form";

interface FieldsProps {
  ref: Ref<HTMLFormElement>;
  form: Form;
  faults: Faults;
  filled: boolean;
  classifies: boolean;
  failure: Failure | undefined;
  sending: "" | "sending" | "unknown";
  onChange: (part: Partial<Form>) => void;
  /** With the citizen's slip printed, or without. */
  onSubmit: (prints: boolean) => void;
  children: ReactNode;
}

/** The form from top to bottom: Enter moves on, Ctrl+Enter registers. */
export function Fields({ ref, form, faults, filled, classifies, failure, sending, onChange, onSubmit, children }: FieldsProps): ReactNode {
  const { session, reference } = useDesk();
  const places = useMemo(() => placeChoices(reference, session.who.centre), [reference, session]);
  const matters = useMemo(() => matterChoices(reference), [reference]);
  const dangers = useMemo(() => [...reference.choices("danger_sign"), { value: NO_DANGER, label: t.register.noDanger }], [reference]);
  const person = personNumber(form.person);
  const said = { phone: t.register.isPhone, id: t.register.isId, bad_id: t.register.bad, part: "" }[person.kind];
  const toggle = (sign: string): void => {
    const on = form.danger.includes(sign);
    const others = form.danger.filter((known) => known !== sign && (sign === NO_DANGER ? false : known !== NO_DANGER));
    onChange({ danger: on ? others : [...others, sign] });
  };
  return (
    <form ref={ref} className="register-form" onKeyDown={moveOn} onSubmit={(event) => event.preventDefault()} noValidate>
      <Field label={t.register.person} id="person" fault={faults.person}>
        <Input id="person" data-field="person" value={form.person} maxLength={24} autoComplete="off" suffix={<span className="mut sm">{said}</span>}
          aria-invalid={faults.person !== undefined} onChange={(event) => onChange({ person: event.target.value })} />
      </Field>
      <Field label={t.register.claimant} id="claimant" fault={faults.claimant ?? faults.claimantOther}>
        <Input id="claimant" data-field="claimant" value={form.claimant} maxLength={100} autoComplete="off" required
          suffix={filled && form.claimant !== "" && <span className="mut sm">{t.register.filled}</span>} onChange={(event) => onChange({ claimant: event.target.value })} />
        <Input className="w-200" data-field="claimantOther" aria-label={person.kind === "id" ? t.register.phoneOptional : t.register.idOptional}
          placeholder={person.kind === "id" ? t.register.phoneOptional : t.register.idOptional}
          value={form.claimantOther} maxLength={24} autoComplete="off" onChange={(event) => onChange({ claimantOther: event.target.value })} />
      </Field>
      <Field label={t.register.respondent} id="respondent" fault={faults.respondent ?? faults.respondentPhone}>
        <Input id="respondent" data-field="respondent" value={form.respondent} maxLength={100} autoComplete="off" required onChange={(event) => onChange({ respondent: event.target.value })} />
        <Select<Kind> className="w-80" aria-label={t.register.kind} value={respondentKind(form)} tabIndex={-1}
          options={(["natural_person", "organisation"] as const).map((value) => ({ value, label: t.register.kinds[value] }))}
          onChange={(respondentKind) => onChange({ respondentKind })} />
        <Input className="w-160" data-field="respondentPhone" aria-label={t.register.phoneOptional} placeholder={t.register.phoneOptional} value={form.respondentPhone}
          maxLength={24} autoComplete="off" onChange={(event) => onChange({ respondentPhone: event.target.value })} />
      </Field>
      {classifies && (
        <Field label={t.register.matter} id="matter">
          <Select id="matter" showSearch={{ optionFilterProp: "label" }} allowClear placeholder={t.act.optional} options={matters} value={form.matter === "" ? null : form.matter}
            onChange={(matter: string | null | undefined) => onChange({ matter: matter ?? "" })} />
        </Field>
      )}
      <Field label={t.register.place} id="place" fault={faults.place}>
        <span data-field="place" className="grow">
          <Select id="place" showSearch={{ optionFilterProp: "label" }} options={places} value={form.place} onChange={(place: string) => onChange({ place })} className="full" />
        </span>
      </Field>
      <Field label={t.register.brief} id="brief" fault={faults.brief} top>
        <Input.TextArea id="brief" data-field="brief" value={form.brief} rows={4} maxLength={2000} required onChange={(event) => onChange({ brief: event.target.value })} />
      </Field>
      <Field label={t.register.amount} id="amount" fault={faults.amount ?? faults.headcount}>
        <Input id="amount" data-field="amount" className="w-160" value={form.amount} inputMode="decimal" suffix={t.register.yuan} onChange={(event) => onChange({ amount: event.target.value })} />
        <label htmlFor="headcount" className="inline">{t.register.headcount}</label>
        <Input id="headcount" data-field="headcount" className="w-120" value={form.headcount} inputMode="numeric" suffix={t.register.people}
          onChange={(event) => onChange({ headcount: event.target.value })} />
      </Field>
      <div className="field">
        <span className="field-label" id="danger-label">{t.register.danger}</span>
        <div className="field-in">
          <div role="group" aria-labelledby="danger-label" className="dangers" onKeyDown={(event) => event.key === "0" && onChange({ danger: [NO_DANGER] })}>
            {dangers.map(({ value, label }, index) => (
              <label key={value}>
                <input type="checkbox" {...(index === 0 ? { "data-field": "danger" } : {})} checked={form.danger.includes(value)} onChange={() => toggle(value)} /> {label}
              </label>
            ))}
          </div>
          {faults.danger !== undefined && <span className="fault" role="alert">{faults.danger}</span>}
        </div>
      </div>
      <div className="field">
        <span className="field-label" />
        <div className="field-row">
          <Button type="primary" size="large" onClick={() => onSubmit(false)} loading={sending !== ""}>
            {t.register.submit} <kbd>{t.register.key}</kbd>
          </Button>
          <Button size="large" onClick={() => onSubmit(true)} disabled={sending !== ""}>{t.register.submitAndPrint}</Button>
          <span className="mut sm">{t.register.never}</span>
        </div>
      </div>
      {sending === "unknown" && <div className="strip near" role="status">{t.register.unknown}</div>}
      {failure !== undefined && (
        <div className="refusal" role="alert">
          <b>{failure.text}</b> {failure.change} <span className="mut sm">{failure.code}</span>
        </div>
      )}
      {children}
    </form>
  );
}

/** Enter goes to the next field, as after a card reader; in the text it makes a line, in a list it chooses. */
function moveOn(event: KeyboardEvent<HTMLFormElement>): void {
  const target = event.target as HTMLElement;
  const ignored = event.key !== "Enter" || event.ctrlKey || event.nativeEvent.isComposing || target.tagName === "TEXTAREA" || target.tagName === "BUTTON";
  if (ignored || target.getAttribute("role") === "combobox") {
    return;
  }
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>("input, textarea, button")].filter((field) => field.tabIndex >= 0);
  fields[fields.indexOf(target) + 1]?.focus();
}
