import type { KeyboardEvent, ReactNode } from "react";
import type { FrozenPack } from "../../gen/fengqiao/v1/packs_pb";
import { dayText, today } from "../../logic/dates";
import { listedOn, readPeriod, type Period } from "../../logic/packs";
import { useDesk } from "../../session";
import { k } from "../../textsOfPacks";
import { periodText } from "./words";

interface PeriodListProps {
  at: string;
  frozen: readonly FrozenPack[];
  /** With `passing` the choice leaves no trace for the way back. */
  onChoose: (id: string, passing?: boolean) => void;
}

/** The present and the last periods of each kind, and every one that was frozen. */
export function PeriodList({ at, frozen, onChoose }: PeriodListProps): ReactNode {
  const { reference } = useDesk();
  const day = today();
  const listed = listedOn(day);
  const older = frozen.filter((pack) => !listed.some((period) => period.id === pack.period)).map((pack) => readPeriod(pack.period));
  const here = readPeriod(at);
  const all = [...listed, ...older.filter((period) => period !== undefined)];
  const periods = here === undefined || all.some((period) => period.id === at) ? all : [...all, here];
  const pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : periods[periods.findIndex((period) => period.id === at) + step];
    if (next !== undefined) {
      event.preventDefault();
      onChoose(next.id, true);
      document.getElementById(`period-${next.id}`)?.scrollIntoView({ block: "nearest" });
    }
  };
  const row = (period: Period): ReactNode => {
    const pack = frozen.find((pack) => pack.period === period.id);
    const state = pack !== undefined ? "frozen" : period.last < day ? "open" : "running";
    return (
      <li key={period.id} id={`period-${period.id}`} role="option" aria-selected={period.id === at} className={`tree-row ${period.id === at ? "on" : ""}`} onClick={() => onChoose(period.id)}>
        <span>{periodText(period)}</span> <span className="mut num">{dayText(period.first)} – {dayText(period.last)}</span>
        <span className={`packs-state ${state === "open" ? "" : "mut"}`}>{k.states[state]}{pack !== undefined && ` ${k.checks(pack.checks - pack.checksFailed, pack.checks)} ${reference.officerName(pack.frozenBy)}`}</span>
      </li>
    );
  };
  return (
    <ul className="decision-list packs-list" role="listbox" aria-label={k.list} tabIndex={0} onKeyDown={pressed} aria-activedescendant={`period-${at}`}>
      {periods.map(row)}
    </ul>
  );
}
