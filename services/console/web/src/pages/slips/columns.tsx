import type { ReactNode } from "react";
import { dayText, dayWithWeekday } from "../../logic/dates";
import { zh } from "../../logic/punctuation";
import { termOf } from "../../logic/terms";
import { NumberLink } from "../../parts/caseColumns";
import type { Column } from "../../parts/RowGrid";
import { SlipMark } from "../../parts/SlipMark";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { d } from "../../textsOfDaily";
import type { Side, SlipRow } from "./slips";

const { columns } = d.slips;

export function slipColumns(side: Side): Column<SlipRow>[] {
  return [
    { key: "colour", head: columns.colour, width: "36px", cell: ({ slip }) => <SlipMark colour={slip.colour} /> },
    { key: "number", head: columns.number, width: "100px", cell: ({ view }) => <NumberLink view={view} /> },
    { key: "fault", head: columns.fault, width: "minmax(120px, 1.3fr)", cell: ({ slip, view }) => <>{zh(slip.faultText)} <span className="mut">{zh(view.matterName)}</span></>, title: ({ slip, view }) => `${slip.faultText} ${view.matterName}` },
    side === "issued"
      ? { key: "to", head: columns.to, width: "minmax(80px, 1fr)", cell: ({ slip }) => <Name code={slip.to} />, title: ({ slip }) => slip.to }
      : { key: "from", head: columns.from, width: "minmax(80px, 1fr)", cell: ({ slip }) => slip.issuerName, title: ({ slip }) => slip.issuerName },
    { key: "issued", head: columns.issued, width: "56px", cell: ({ slip }) => <span className="num">{dayText(slip.issuedOn)}</span> },
    { key: "due", head: columns.due, width: "216px", cell: (row) => <Due row={row} /> },
    { key: "chain", head: columns.chain, width: "96px", cell: (row) => <Chain row={row} /> },
  ];
}

function Name({ code }: { code: string }): ReactNode {
  const { reference } = useDesk();
  return <>{reference.holderName(code)}</>;
}

function Due({ row: { clock, slip } }: { row: SlipRow }): ReactNode {
  if (clock === undefined) {
    return <span className="mut">{slip.stateText}</span>;
  }
  const term = termOf(clock);
  return <span className={`term ${term.pressure}`}>{term.name} <b>{term.left}</b> <span className="mut sm">{dayWithWeekday(clock.dueOn)}</span></span>;
}

/** 蓝 11-12 → 黄 11-19. */
function Chain({ row: { chain, slip } }: { row: SlipRow }): ReactNode {
  return chain.length === 0 ? <span className="mut">{t.none}</span> : (
    <>{[...chain, slip].map((each) => d.slips.chainStep(t.slip.colours[each.colour] ?? "", dayText(each.issuedOn))).join(d.slips.arrow)}</>
  );
}
