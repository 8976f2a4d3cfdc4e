import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { zh } from "../logic/punctuation";
import { t } from "../texts";

/** Characters of a brief that stand for it. */
const BRIEF_CHARS = 24;

/** What a case is about: its type, and the beginning of its brief where that may be read. */
export function titleOf(view: CaseView): string {
  const type = view.matterName === "" ? t.queue.unclassified : zh(view.matterName);
  const [brief = ""] = view.brief.split(/[。；\n]/);
  const short = brief.length > BRIEF_CHARS ? `${brief.slice(0, BRIEF_CHARS)}…` : brief;
  return short === "" ? type : `${type}${t.dot}${short}`;
}
