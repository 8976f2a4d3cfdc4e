import { Button, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { a } from "../../textsOfActs";
import type { TaskRow } from "./formValues";

/** Tasks that one meeting may give out. */
const ROWS_MAX = 20;

/** What a meeting decided: one row a unit, exactly one of which leads. */
export function Tasks({ value, onChange }: { value: TaskRow[]; onChange: (rows: TaskRow[]) => void }): ReactNode {
  const { reference } = useDesk();
  const units = [...reference.units.values()].map((unit) => ({ value: unit.code, label: unit.name }));
  const set = (index: number, part: Partial<TaskRow>): void => onChange(value.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const lead = (index: number): void => onChange(value.map((row, at) => ({ ...row, lead: at === index })));
  return (
    <div className="obligations">
      {value.map((row, index) => (
        <div key={index} className="obligation">
          <Select aria-label={a.task.unit} placeholder={a.task.unit} options={units} value={row.unit === "" ? null : row.unit} showSearch={{ optionFilterProp: "label" }} popupMatchSelectWidth={false}
            onChange={(unit: string) => set(index, { unit })} />
          <input type="date" className="date" aria-label={a.task.due} value={row.due} onChange={(event) => set(index, { due: event.target.value })} />
          <Input aria-label={a.task.what} placeholder={a.task.what} value={row.content} maxLength={200} onChange={(event) => set(index, { content: event.target.value })} />
          <label className="lead-mark"><input type="radio" checked={row.lead} onChange={() => lead(index)} /> {a.task.lead}</label>
          {value.length > 1 && <Button size="small" onClick={() => onChange(value.filter((_, at) => at !== index))}>{t.act.remove}</Button>}
        </div>
      ))}
      {value.length < ROWS_MAX && <Button size="small" onClick={() => onChange([...value, { unit: "", lead: value.length === 0, due: value[value.length - 1]?.due ?? "", content: "" }])}>{t.act.add}</Button>}
    </div>
  );
}
