import type { ReactNode } from "react";
import type { Failure } from "../api/failure";

/** Why something was not done, and what would change that. */
export function Refusal({ failure }: { failure: Failure | undefined }): ReactNode {
  return failure === undefined ? null : (
    <p className="refusal" role="alert">{failure.text} {failure.change} <span className="mut">{failure.code}</span></p>
  );
}
