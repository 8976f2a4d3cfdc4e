import type { ReactNode } from "react";
import { Acceptance, Extension, Refusal, Rights } from "./Notices";
import { Dispatch, Slip } from "./Orders";
import { Agreement, Confirmation, FollowUp, Opinion } from "./Records";
import type { Subject } from "./subject";

const PAPERS: Record<string, (subject: Subject) => ReactNode> = {
  acceptance: Acceptance, non_acceptance: Refusal, not_reaccepted: Refusal, transfer: Dispatch, assignment: Dispatch, slip: Slip,
  extension: Extension, rights: Rights, agreement: Agreement, confirmation: Confirmation, follow_up: FollowUp, opinion: Opinion,
};

/** The page of a paper. */
export function PaperOf(subject: Subject): ReactNode {
  const Body = PAPERS[subject.paper.doc];
  return Body === undefined ? null : <Body {...subject} />;
}
