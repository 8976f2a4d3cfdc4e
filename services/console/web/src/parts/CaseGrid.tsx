import { useMemo, type ReactNode } from "react";
import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { useDesk } from "../session";
import { dutyColumn, holderColumn, matterColumn, numberColumn, placeColumn, slipColumn, termColumn } from "./caseColumns";
import { RowGrid, type Group, type Picks } from "./RowGrid";

interface CaseGridProps {
  groups: Group<CaseView>[];
  label: string;
  /** Lists that mix levels show the level; a queue shows the place. */
  levels: boolean;
  more: boolean;
  onMore: () => void;
  onTakeIn: () => void;
  picks?: Picks | undefined;
}

/** Cases as every list shows them. */
export function CaseGrid({ levels, ...rest }: CaseGridProps): ReactNode {
  const { session } = useDesk();
  const { centre } = session.who;
  const columns = useMemo(
    () => levels
      ? [slipColumn, numberColumn, matterColumn, dutyColumn(centre, "132px"), holderColumn, termColumn("330px")]
      : [slipColumn, numberColumn, matterColumn, dutyColumn(centre, "150px"), placeColumn, termColumn("350px")],
    [levels, centre],
  );
  return <RowGrid columns={columns} idOf={(view) => view.caseId} numberOf={(view) => view.caseNumber} {...rest} />;
}
