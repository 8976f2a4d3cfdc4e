import type { ReactNode } from "react";
import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { shortNumber } from "../logic/caseNumber";
import { levelOfCode } from "../logic/codes";
import { askedLevel, dutyOf, slipOf } from "../logic/duty";
import { partiesLine } from "../logic/people";
import { nearest } from "../logic/terms";
import { Link } from "../router";
import { useDesk } from "../session";
import { t } from "../texts";
import { titleOf } from "./caseTitle";
import { LevelRail } from "./LevelRail";
import type { Column } from "./RowGrid";
import { SlipMark } from "./SlipMark";
import { TermCell } from "./TermCell";

type Of = Column<CaseView>;

/** The levels at which a case has been. */
export function beenTo(view: CaseView): string[] {
  return [levelOfCode(view.origin), ...view.risenTo];
}

export function NumberLink({ view }: { view: CaseView }): ReactNode {
  return <Link to={`/cases/${view.caseNumber}`} tabIndex={-1} className="num">{shortNumber(view.caseNumber)}</Link>;
}

/** What a case is about and who is in it. */
export function MatterCell({ view }: { view: CaseView }): ReactNode {
  return <>{titleOf(view)}<span className="mut gap">{partiesLine(view)}</span></>;
}

function PlaceCell({ view }: { view: CaseView }): ReactNode {
  const { reference } = useDesk();
  const [place] = view.places;
  return place !== undefined && reference.placeName(place);
}

function Rail({ view }: { view: CaseView }): ReactNode {
  return <LevelRail holder={view.standing?.level ?? ""} been={beenTo(view)} asked={askedLevel(view)} />;
}

function HolderCell({ view }: { view: CaseView }): ReactNode {
  return <><Rail view={view} /> <span className="mut sm">{view.standing?.holderName}</span></>;
}

function SlipCell({ view }: { view: CaseView }): ReactNode {
  const slip = slipOf(view);
  return slip !== undefined && <SlipMark colour={slip.colour} />;
}

function OwnersCell({ view }: { view: CaseView }): ReactNode {
  const { reference } = useDesk();
  return <>{reference.holderName(view.substantiveOwner)} <span className="mut">{reference.officerName(view.handler)}</span></>;
}

const { columns } = t.queue;

export const slipColumn: Of = { key: "slip", head: columns.slip, width: "48px", cell: (view) => <SlipCell view={view} /> };
export const numberColumn: Of = { key: "number", head: columns.number, width: "112px", cell: (view) => <NumberLink view={view} /> };
export const matterColumn: Of = {
  key: "matter", head: columns.matter, width: "minmax(0, 1fr)", cell: (view) => <MatterCell view={view} />, title: (view) => `${titleOf(view)} ${partiesLine(view)}`,
};
export const dutyColumn = (centre: string, width: string): Of => ({
  key: "duty", head: columns.duty, width, cell: (view) => dutyOf(view, centre).text, className: (view) => (dutyOf(view, centre).up ? "up" : ""),
});
export const placeColumn: Of = { key: "place", head: columns.place, width: "130px", cell: (view) => <PlaceCell view={view} /> };
export const holderColumn: Of = { key: "holder", head: `${columns.level}　${columns.holder}`, width: "236px", cell: (view) => <HolderCell view={view} /> };
export const railColumn: Of = { key: "rail", head: columns.level, width: "92px", cell: (view) => <Rail view={view} />, title: (view) => view.standing?.holderName ?? "" };
export const ownersColumn: Of = { key: "owners", head: columns.owners, width: "200px", cell: (view) => <OwnersCell view={view} /> };
export const termColumn = (width: string): Of => ({ key: "term", head: columns.term, width, cell: (view) => <TermCell clock={nearest(view)} /> });
