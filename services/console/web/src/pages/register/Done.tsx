import { Button } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { ownWrites } from "../../api/command";
import { queries } from "../../api/transport";
import type { CommandOutcome } from "../../gen/fengqiao/v1/common_pb";
import type { LikeCase } from "../../gen/fengqiao/v1/query_pb";
import { shortNumber } from "../../logic/caseNumber";
import { LevelRail } from "../../parts/LevelRail";
import { Link } from "../../router";
import { t } from "../../texts";

/** 刚才登记: the number, the citizen's code, and the receipt. */
export function Done({ outcome }: { outcome: CommandOutcome }): ReactNode {
  return (
    <div className="done" role="status">
      {t.register.done}{t.colon}
      <Link to={`/cases/${outcome.caseNumber}`} className="num">{shortNumber(outcome.caseNumber)}</Link>
      {outcome.queryCode !== "" && <span>{t.register.code} <b className="num">{outcome.queryCode}</b></span>}
      <button type="button" className="link" onClick={() => window.print()}>{t.register.print}</button>
      <Link to={`/cases/${outcome.caseNumber}`}>{t.register.openCase}</Link>
    </div>
  );
}

/** What became of it: who holds it now, and what it may repeat. Whether it does, a person decides. */
export function After({ outcome }: { outcome: CommandOutcome }): ReactNode {
  const [likes, setLikes] = useState<LikeCase[]>([]);
  useEffect(() => {
    queries.getCase({ case: outcome.caseId, atLeast: ownWrites() }).then(({ likeCases }) => setLikes(likeCases), () => setLikes([]));
  }, [outcome]);
  const { standing } = outcome;
  return (
    <section>
      <h2>{t.register.done} <span className="mut num">{shortNumber(outcome.caseNumber)}</span></h2>
      <p>
        <LevelRail holder={standing?.level ?? ""} been={[]} /> {standing?.holderName} <span className="mut">{standing?.phaseText}</span>
      </p>
      {likes.map((like) => (
        <p key={like.caseId}>
          <b>{like.kindText}</b> {like.caseNumber !== "" && <Link to={`/cases/${like.caseNumber}`} className="num">{shortNumber(like.caseNumber)}</Link>}
          <span className="mut gap">{like.reasonTexts.join(t.and)}</span>
        </p>
      ))}
    </section>
  );
}

/** Drafts of this centre that were begun and not registered. */
export function Drafts({ drafts, onResume }: { drafts: { caseId: string; savedOn: string }[]; onResume: (id: string) => void }): ReactNode {
  return drafts.length === 0 ? null : (
    <section>
      <h2>{t.register.drafts} <span className="mut">{drafts.length}</span></h2>
      {drafts.slice(0, 5).map((draft) => (
        <p key={draft.caseId}>
          <span className="num">{draft.savedOn}</span> <Button size="small" onClick={() => onResume(draft.caseId)}>{t.register.resume}</Button>
        </p>
      ))}
    </section>
  );
}
