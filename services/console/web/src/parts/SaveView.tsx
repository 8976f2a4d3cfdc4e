import { Button, Input } from "antd";
import { useState, type FormEvent, type ReactNode } from "react";
import { NAME_CHARS_MAX, nameFault, SAVED_MAX, type SavedView } from "../logic/savedViews";
import { t } from "../texts";

interface SaveViewProps {
  saved: SavedView[];
  full: boolean;
  onSave: (name: string) => void;
}

/** Keeps what the list shows now under a name. */
export function SaveView({ saved, full, onSave }: SaveViewProps): ReactNode {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const fault = nameFault(name.trim(), saved);
  const said = full ? t.saved.full(SAVED_MAX) : fault === "digits" ? t.saved.digits : fault === "taken" ? t.saved.taken : t.saved.hint;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (fault === undefined && !full) {
      onSave(name.trim());
    }
  };
  if (!open) {
    return <button type="button" className="view-save" onClick={() => setOpen(true)}>{t.saved.save}</button>;
  }
  return (
    <form className="save-view" onSubmit={save} onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
      <Input autoFocus aria-label={t.saved.name} aria-describedby="save-view-said" placeholder={t.saved.name} value={name} maxLength={NAME_CHARS_MAX} onChange={(event) => setName(event.target.value)} />
      <Button htmlType="submit" aria-disabled={fault !== undefined || full}>{t.saved.keep}</Button>
      <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
      <span id="save-view-said" className={`sm ${full || fault === "digits" || fault === "taken" ? "fault" : "mut"}`} role="status">{said}</span>
    </form>
  );
}
