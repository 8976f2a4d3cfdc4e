import type { ReactNode } from "react";

interface FieldProps {
  label: string;
  id: string;
  fault?: string | undefined;
  /** The label stands at the top of a tall field. */
  top?: boolean;
  children: ReactNode;
}

/** A labelled field; what is wrong with it stands below it. */
export function Field({ label, id, fault, top = false, children }: FieldProps): ReactNode {
  return (
    <div className={`field ${top ? "top" : ""}`}>
      <label htmlFor={id} className="field-label">{label}</label>
      <div className="field-in">
        <div className="field-row">{children}</div>
        {fault !== undefined && <span className="fault" role="alert">{fault}</span>}
      </div>
    </div>
  );
}
