import { useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from "react";
import { leaveTrail } from "../logic/trail";
import { chosenBefore, go, keepChosen } from "../router";
import { t } from "../texts";
import { useWindow } from "./useWindow";

const ROW = 34;
const GROUP = 28;
const PAGE_ROWS = 10;
const PICK = "28px";

/** Rows below a head of their own. */
export interface Group<T> {
  key: string;
  title: string;
  rows: T[];
}

/** What a grid shows of a row, and how wide. */
export interface Column<T> {
  key: string;
  head: string;
  width: string;
  cell: (row: T) => ReactNode;
  className?: (row: T) => string;
  /** The whole of what may be cut off. */
  title?: (row: T) => string;
}

/** Rows that are selected to be acted on together. */
export interface Picks {
  picked: ReadonlySet<string>;
  onPick: (id: string) => void;
  label: (id: string) => string;
  /** Rows that cannot be selected have no box. */
  can?: (id: string) => boolean;
}

interface RowGridProps<T> {
  groups: Group<T>[];
  columns: Column<T>[];
  label: string;
  idOf: (row: T) => string;
  /** The number of the case that a row opens. */
  numberOf: (row: T) => string;
  more?: boolean;
  onMore?: () => void;
  onTakeIn?: () => void;
  onChoose?: (row: T) => void;
  picks?: Picks | undefined;
}

type Item<T> = { group: Group<T> } | { row: T; index: number };

/** A list of cases by keyboard and mouse: as many rows drawn as are in view. */
export function RowGrid<T>({ groups, columns, label, idOf, numberOf, more = false, onMore, onTakeIn, onChoose, picks }: RowGridProps<T>): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const items = useMemo(() => itemsOf(groups), [groups]);
  const ends = useMemo(() => endsOf(items), [items]);
  const slice = useWindow(box, ends);
  const [chosen, choose] = useState<string | undefined>(chosenBefore);
  const at = Math.max(0, rows.findIndex((row) => idOf(row) === chosen));

  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (more && slice.to >= items.length - PAGE_ROWS) {
      onMore?.();
    }
  }, [more, slice.to, items.length, onMore]);

  const take = (row: T): void => {
    choose(idOf(row));
    onChoose?.(row);
  };
  const move = (to: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (next !== undefined) {
      take(next);
      const item = items.findIndex((item) => "row" in item && item.row === next);
      reveal(box.current, (ends[item] ?? 0) - ROW, ends[item] ?? 0);
    }
  };
  const leave = (row: T): void => {
    keepChosen(idOf(row));
    leaveTrail(rows.map(numberOf));
  };
  const open = (row: T | undefined): void => {
    if (row !== undefined) {
      leave(row);
      go(`/cases/${numberOf(row)}`);
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
    const row = rows[at];
    if (step !== undefined) {
      event.preventDefault();
      move(step);
    } else if (event.key === "Enter" && event.target === box.current) {
      open(row);
    } else if (event.code === "KeyR") {
      onTakeIn?.();
    } else if (event.code === "KeyX" && row !== undefined && picks !== undefined && picks.can?.(idOf(row)) !== false) {
      event.preventDefault();
      picks.onPick(idOf(row));
    }
  };
  const style = { "--columns": [...(picks === undefined ? [] : [PICK]), ...columns.map((column) => column.width)].join(" ") } as CSSProperties;
  return (
    <div className="sheet grid-sheet" style={style}>
      <div className="grid-head" aria-hidden="true">
        {picks !== undefined && <span />}
        {columns.map((column) => <span key={column.key}>{column.head}</span>)}
      </div>
      <div ref={box} className="grid" role="grid" aria-label={label} aria-rowcount={items.length} tabIndex={0} onKeyDown={pressed}
        {...(rows[at] === undefined ? {} : { "aria-activedescendant": `row-${idOf(rows[at])}` })}>
        <div role="presentation" style={{ height: slice.height, position: "relative" }}>
          <div role="presentation" style={{ transform: `translateY(${slice.top}px)` }}>
            {items.slice(slice.from, slice.to).map((item, offset) =>
              "group" in item ? (
                <div key={item.group.key} role="row" aria-rowindex={slice.from + offset + 1} className="grid-group">
                  <span role="gridcell"><b>{item.group.title}</b> {t.cases(item.group.rows.length)}</span>
                </div>
              ) : (
                <Row key={idOf(item.row)} row={item.row} id={idOf(item.row)} columns={columns} chosen={item.index === at} index={slice.from + offset + 1} picks={picks}
                  onChoose={() => take(item.row)} onOpen={() => open(item.row)} onLeave={() => leave(item.row)} />
              ),
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

interface RowProps<T> {
  row: T;
  id: string;
  columns: Column<T>[];
  chosen: boolean;
  index: number;
  picks: Picks | undefined;
  onChoose: () => void;
  onOpen: () => void;
  /** A link of the row is followed. */
  onLeave: () => void;
}

function Row<T>({ row, id, columns, chosen, index, picks, onChoose, onOpen, onLeave }: RowProps<T>): ReactNode {
  const picked = picks?.picked.has(id) ?? false;
  return (
    <div id={`row-${id}`} role="row" aria-rowindex={index} aria-selected={chosen} className={`grid-row ${chosen ? "on" : ""} ${picked ? "picked" : ""}`}
      onClick={(event) => { onChoose(); if (event.target instanceof Element && event.target.closest("a") !== null) { onLeave(); } }} onDoubleClick={onOpen}>
      {picks !== undefined && (
        <span role="gridcell">{picks.can?.(id) !== false && <input type="checkbox" tabIndex={-1} checked={picked} aria-label={picks.label(id)} onChange={() => picks.onPick(id)} />}</span>
      )}
      {columns.map((column) => (
        <span key={column.key} role="gridcell" className={column.className?.(row)} title={column.title?.(row)}>{column.cell(row)}</span>
      ))}
    </div>
  );
}

function itemsOf<T>(groups: Group<T>[]): Item<T>[] {
  let index = 0;
  return groups.flatMap((group): Item<T>[] => [{ group }, ...group.rows.map((row) => ({ row, index: index++ }))]);
}

function endsOf<T>(items: Item<T>[]): number[] {
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
