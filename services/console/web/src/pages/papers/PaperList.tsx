import type { ReactNode } from "react";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { dayText } from "../../logic/dates";
import { Link } from "../../router";
import { p } from "../../textsOfPapers";
import { paperUrl, type Paper } from "./papers";

/** The papers that a case gives, each a link to its page. */
export function PaperList({ view, papers, chosen }: { view: CaseView; papers: Paper[]; chosen?: Paper | undefined }): ReactNode {
  if (papers.length === 0) {
    return <p className="mut">{p.none}</p>;
  }
  return (
    <ul className="paper-list">
      {papers.map((paper) => {
        const on = paper === chosen;
        return (
          <li key={`${paper.doc}/${paper.entry.sequence}`}>
            <Link to={paperUrl(view, paper)} className={on ? "on" : ""} {...(on ? { "aria-current": "page" as const } : {})}>
              {paper.title} <span className="mut sm num">{dayText(paper.entry.occurredOn)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
