import type { ReactNode } from "react";
import type { CaseView } from "../../gen/fengqiao/v1/query_pb";
import { liesIn } from "../../logic/codes";
import { casesUrl } from "../../logic/filters";
import { Link } from "../../router";
import { useDesk } from "../../session";
import type { Place } from "../../api/reference";
import { t } from "../../texts";

/** Below this total a tint would exaggerate. */
const TINT_MIN = 20;

/** Where overdue cases lie: a tile for each township, by county in the order of their codes. No faked geography. */
export function Tiles({ cases, centre }: { cases: CaseView[]; centre: string }): ReactNode {
  const { reference } = useDesk();
  const here = reference.centres.get(centre);
  const groups = here?.level === "city" ? reference.childrenOf(centre) : here === undefined ? [] : [here];
  const tiles = groups.flatMap((group) => reference.childrenOf(group.code));
  const most = Math.max(1, ...tiles.map((tile) => within(cases, tile.code)));
  return (
    <section className="board">
      <h2>{t.command.where} <span className="mut">{t.command.whereNote}，{t.command.units(tiles.length)}</span></h2>
      {groups.map((group) => {
        const children = reference.childrenOf(group.code).sort((a, b) => a.code.localeCompare(b.code));
        return (
          <div key={group.code} className="tile-group">
            <Link to={casesUrl({ area: group.code, subtree: true, due: "overdue" })} className="tile-county">
              {reference.placeName(group.code)} <b>{within(cases, group.code)}</b>
            </Link>
            <div className="tiles">
              {children.map((child) => {
                const n = within(cases, child.code);
                const depth = n === 0 || cases.length < TINT_MIN ? 0 : Math.min(4, Math.ceil((n / most) * 4));
                return (
                  <Link key={child.code} to={casesUrl({ area: child.code, subtree: true, due: "overdue" })} className={`tile d${depth}`} title={reference.placeName(child.code)}>
                    <span>{shortName(reference.places.get(child.code))}</span>
                    <b>{n}</b>
                  </Link>
                );
              })}
            </div>
          </div>
        );
      })}
    </section>
  );
}

function within(cases: CaseView[], code: string): number {
  return cases.filter((view) => liesIn(view.standing?.holder ?? "", code)).length;
}

function shortName(place: Place | undefined): string {
  return (place?.name ?? "").replace(/(街道办事处|街道|镇|乡|村委会|居委会|社区居民委员会|村民委员会|居民委员会)$/, "");
}
