import type { ReactNode } from "react";
import { useAsk } from "../../api/useAsk";
import { readWhole } from "../../api/whole";
import { StateNotice } from "../../parts/StateNotice";
import { go } from "../../router";
import { t } from "../../texts";
import { p } from "../../textsOfPapers";
import { Editor } from "./Editor";

/** Where an agreement is written, with the paper beside it. */
export function AgreementPage({ number }: { number: string }): ReactNode {
  const asked = useAsk(number, () => readWhole(number));
  const { data } = asked;
  const view = data?.answer.case;
  if (data === undefined || view === undefined) {
    return (
      <main className="main">
        {asked.failure === undefined ? <div className="skeleton grow" role="status" aria-label={t.loading} /> : <StateNotice text={asked.failure.kind === "missing" || asked.failure.kind === "refused" ? t.failure.notFound : asked.failure.text} onRetry={asked.again} />}
      </main>
    );
  }
  if (!data.answer.allowedActions.includes("conclude_agreement")) {
    return <main className="main"><StateNotice text={`${t.case.why_acts(view.standing?.phaseText ?? "", view.standing?.holderName ?? "")}${p.editor.cannot}`} action={{ text: p.back, go: () => go(`/cases/${number}`) }} /></main>;
  }
  return <Editor view={view} entries={data.entries} />;
}
