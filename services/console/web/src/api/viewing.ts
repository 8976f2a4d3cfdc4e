import { idleHeader } from "./activity";
import { asked } from "./session";

/** A colleague who looks at the same case. */
export interface Viewer {
  name: string;
  centre_name: string;
}

/** Says that this page shows a case, and hears who else looks at it. */
export function lookAt(caseId: string): Promise<Viewer[]> {
  const headers = { "content-type": "application/json", ...idleHeader() };
  return asked<Viewer[]>("/api/viewing", { method: "POST", headers, body: JSON.stringify({ case: caseId }) });
}
