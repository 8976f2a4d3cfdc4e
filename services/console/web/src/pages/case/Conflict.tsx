import { Button } from "antd";
import type { ReactNode } from "react";
import type { Failure } from "../../api/failure";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { useDesk } from "../../session";
import { t } from "../../texts";
import type { Act, Values } from "./fields";
import { askedFields } from "./formValues";

interface ConflictProps {
  failure: Failure;
  title: string;
  act: Act;
  values: Values;
  view: CaseView;
  onLook: () => void;
  onAgain: () => void;
  onDrop: () => void;
}

/** Two officers at once: what the other did, what one was about to do, side by side. Nothing is overwritten. */
export function Conflict({ failure, title, act, values, view, onLook, onAgain, onDrop }: ConflictProps): ReactNode {
  const { reference } = useDesk();
  const by = failure.facts["changed_by_centre"] ?? "";
  return (
    <section className="panel conflict" role="alertdialog" aria-label={t.conflict.title}>
      <h2>{t.conflict.title}</h2>
      <div className="sides">
        <div>
          <h3>{t.conflict.theirs}</h3>
          <p><b>{reference.holderName(by)}</b></p>
          <p>{failure.text}</p>
        </div>
        <div>
          <h3>{t.conflict.yours}</h3>
          <p><b>{title}</b></p>
          {askedFields(act, values, view).filter((field) => typeof values[field.name] === "string" && values[field.name] !== "" && field.kind !== "paper").map((field) => (
            <p key={field.name}><span className="mut">{field.label}</span> {shown(String(values[field.name]), field.words, reference.word.bind(reference), reference.officerName.bind(reference))}</p>
          ))}
        </div>
      </div>
      <p className="mut">{t.conflict.kept}</p>
      <div className="act-send">
        <Button type="primary" autoFocus onClick={() => { onLook(); onAgain(); }}>{t.conflict.look}</Button>
        <Button onClick={onDrop}>{t.conflict.drop}</Button>
      </div>
    </section>
  );
}

function shown(value: string, vocabulary: string | undefined, word: (vocabulary: string, code: string) => string, officer: (id: string) => string): string {
  return vocabulary === undefined ? officer(value) || value : word(vocabulary, value);
}
