import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { shortNumber } from "../logic/caseNumber";
import { levelOfCode } from "../logic/codes";
import { askedLevel, dutyOf, slipOf } from "../logic/duty";
import { partiesLine } from "../logic/people";
import { nearest } from "../logic/terms";
import { chosenBefore, go, keepChosen, Link } from "../router";
import { useDesk } from "../session";
import { t } from "../texts";
import { titleOf } from "./caseTitle";
import { LevelRail } from "./LevelRail";
import { SlipMark } from "./SlipMark";
import { TermCell } from "./TermCell";
import { useWindow } from "./useWindow";

const ROW = 34;
const GROUP = 28;
const PAGE_ROWS = 10;

/** Rows below a head of their own. */
export interface Group {
  key: string;
  title: string;
  cases: CaseView[];
}

type Item = { group: Group } | { view: CaseView; index: number };

interface CaseGridProps {
  groups: Group[];
  label: string;
  /** Lists that mix levels show the level; a queue shows the place. */
  levels: boolean;
  more: boolean;
  onMore: () => void;
  onTakeIn: () => void;
}

export function CaseGrid({ groups, label, levels, more, onMore, onTakeIn }: CaseGridProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => groups.flatMap((group) => group.cases), [groups]);
  const items = useMemo(() => itemsOf(groups), [groups]);
  const ends = useMemo(() => endsOf(items), [items]);
  const slice = useWindow(box, ends);
  const [chosen, choose] = useState<string | undefined>(chosenBefore);
  const at = Math.max(0, rows.findIndex((view) => view.caseId === chosen));

  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (more && slice.to >= items.length - PAGE_ROWS) {
      onMore();
    }
  }, [more, slice.to, items.length, onMore]);

  const move = (to: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (next !== undefined) {
      choose(next.caseId);
      const item = items.findIndex((item) => "view" in item && item.view === next);
      reveal(box.current, (ends[item] ?? 0) - ROW, ends[item] ?? 0);
    }
  };
  const open = (view: CaseView | undefined): void => {
    if (view !== undefined) {
      keepChosen(view.caseId);
      go(`/cases/${view.caseNumber}`);
    }
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) {
      return;
    }
    const steps: Record<string, number> = {
      ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + PAGE_ROWS, PageUp: at - PAGE_ROWS, Home: 0, End: rows.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(step);
    } else if (event.key === "Enter" && event.target === box.current) {
      open(rows[at]);
    } else if (event.code === "KeyR") {
      onTakeIn();
    }
  };
  return (
    <div className="sheet grid-sheet">
      <div className={`grid-head ${levels ? "mixed" : ""}`} aria-hidden="true">
        <span>{t.queue.columns.slip}</span>
        <span>{t.queue.columns.number}</span>
        <span>{t.queue.columns.matter}</span>
        <span>{t.queue.columns.duty}</span>
        <span>{levels ? `${t.queue.columns.level}　${t.queue.columns.holder}` : t.queue.columns.place}</span>
        <span>{t.queue.columns.term}</span>
      </div>
      <div ref={box} className="grid" role="grid" aria-label={label} aria-rowcount={items.length} tabIndex={0} onKeyDown={pressed}
        {...(rows[at] === undefined ? {} : { "aria-activedescendant": `row-${rows[at].caseId}` })}>
        <div role="presentation" style={{ height: slice.height, position: "relative" }}>
          <div role="presentation" style={{ transform: `translateY(${slice.top}px)` }}>
            {items.slice(slice.from, slice.to).map((item, offset) =>
              "group" in item ? (
                <div key={item.group.key} role="row" aria-rowindex={slice.from + offset + 1} className="grid-group">
                  <span role="gridcell"><b>{item.group.title}</b> {t.cases(item.group.cases.length)}</span>
                </div>
              ) : (
                <Row key={item.view.caseId} view={item.view} levels={levels} chosen={item.index === at} index={slice.from + offset + 1}
                  onChoose={() => choose(item.view.caseId)} onOpen={() => open(item.view)} />
              ),
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  view: CaseView;
  levels: boolean;
  chosen: boolean;
  index: number;
  onChoose: () => void;
  onOpen: () => void;
}

function Row({ view, levels, chosen, index, onChoose, onOpen }: RowProps): ReactNode {
  const { session, reference } = useDesk();
  const slip = slipOf(view);
  const duty = dutyOf(view, session.who.centre);
  const place = view.places[0];
  const parties = partiesLine(view);
  return (
    <div id={`row-${view.caseId}`} role="row" aria-rowindex={index} aria-selected={chosen} className={`grid-row ${levels ? "mixed" : ""} ${chosen ? "on" : ""}`}
      onClick={onChoose} onDoubleClick={onOpen}>
      <span role="gridcell">{slip !== undefined && <SlipMark colour={slip.colour} />}</span>
      <span role="gridcell">
        <Link to={`/cases/${view.caseNumber}`} tabIndex={-1} className="num" onClick={() => keepChosen(view.caseId)}>{shortNumber(view.caseNumber)}</Link>
      </span>
      <span role="gridcell" title={`${titleOf(view)} ${parties}`}>{titleOf(view)}<span className="mut gap">{parties}</span></span>
      <span role="gridcell" className={duty.up ? "up" : ""}>{duty.text}</span>
      <span role="gridcell">
        {levels ? (
          <>
            <LevelRail holder={view.standing?.level ?? ""} been={beenTo(view)} asked={askedLevel(view)} />{" "}
            <span className="mut sm">{view.standing?.holderName}</span>
          </>
        ) : (
          place !== undefined && reference.placeName(place)
        )}
      </span>
      <span role="gridcell"><TermCell clock={nearest(view)} /></span>
    </div>
  );
}

/** The levels at which a case has been. */
export function beenTo(view: CaseView): string[] {
  return [levelOfCode(view.origin), ...view.risenTo];
}

function itemsOf(groups: Group[]): Item[] {
  let index = 0;
  return groups.flatMap((group): Item[] => [{ group }, ...group.cases.map((view) => ({ view, index: index++ }))]);
}

function endsOf(items: Item[]): number[] {
  let end = 0;
  return items.map((item) => (end += "group" in item ? GROUP : ROW));
}

function reveal(box: HTMLElement | null, top: number, bottom: number): void {
  if (box === null) {
    return;
  }
  if (top - GROUP < box.scrollTop) {
    box.scrollTop = Math.max(0, top - GROUP);
  } else if (bottom > box.scrollTop + box.clientHeight) {
    box.scrollTop = bottom - box.clientHeight;
  }
}
