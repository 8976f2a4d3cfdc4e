import type { ReactNode } from "react";
import { t } from "../texts";

/** The mark of a slip: its character on its colour. */
export function SlipMark({ colour }: { colour: string }): ReactNode {
  const text = t.slip.colours[colour] ?? "";
  return (
    <span className={`slip slip-${colour}`} role="img" aria-label={t.slip.label(text)} title={t.slip.label(text)}>
      {text}
    </span>
  );
}
