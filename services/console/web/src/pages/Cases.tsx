import { useMemo, type ReactNode } from "react";
import { dayText, dayWithWeekday } from "../logic/dates";
import { ANY_STATE, casesUrl, filtersOf, type Filters } from "../logic/filters";
import { FreshButton, ListBody } from "../parts/ListBody";
import { PageHead } from "../parts/PageHead";
import { StateNotice } from "../parts/StateNotice";
import { useCases } from "../parts/useCases";
import { go, Link, usePlace } from "../router";
import { useDesk } from "../session";
import type { Reference } from "../api/reference";
import { t } from "../texts";

const DUE_TEXT: Record<string, string> = { overdue: t.due.overdue, today: t.due.today, "3w": t.due.soon };
const ENDED = ["closed", "exited", "archived"];

/** Any list of cases: the target of every number and every saved view. */
export function Cases(): ReactNode {
  const { query } = usePlace();
  const { reference } = useDesk();
  const { filters, unknown } = useMemo(() => {
    const read = filtersOf(query);
    // Without a word about it the whole part of the tree is meant.
    return { ...read, filters: query.size === 0 ? { ...read.filters, subtree: true } : read.filters };
  }, [query]);
  const list = useCases(filters);
  const chips = chipsOf(filters, reference);
  const title = chips.length === 0 ? t.queue.cases : chips.map((chip) => chip.text).join(t.dot);
  const ended = ENDED.every((state) => filters.state.includes(state));
  return (
    <main className="main">
      <PageHead title={title} tab={list.at === undefined ? t.queue.cases : `(${list.cases.length}${list.more ? "+" : ""}) ${t.queue.cases}`}
        right={<FreshButton list={list} />}>
        <nav className="views" aria-label={t.queue.cases}>
          <Link to={casesUrl({ ...filters, state: [], subtree: true })} className={!ended && filters.subtree ? "on" : ""}>{t.queue.subtree}</Link>
          <Link to={casesUrl({ ...filters, subtree: false, state: filters.state.length === 0 ? ALL_OPEN : filters.state })} className={!filters.subtree ? "on" : ""}>{t.queue.own}</Link>
          <Link to={casesUrl({ subtree: true, state: ENDED })} className={ended ? "on" : ""}>{t.queue.views.closed}</Link>
        </nav>
      </PageHead>
      {unknown.length > 0 && <div className="strip">{t.queue.unknown(unknown.join(t.and))}</div>}
      {chips.length > 0 && (
        <div className="chips">
          {chips.map((chip) => (
            <Link key={chip.text} to={casesUrl(chip.without)} className="chip">{chip.text} ✕</Link>
          ))}
          <Link to={casesUrl({ subtree: true })}>{t.queue.clear}</Link>
        </div>
      )}
      <ListBody list={list} label={title} levels
        empty={<StateNotice text={t.queue.filtered} action={{ text: t.queue.clear, go: () => go("/cases") }} />} />
    </main>
  );
}

/** Written out, so that the URL of one's own centre differs from that of the whole tree. */
const ALL_OPEN: string[] = ["registered", "accepted", "dispatched", "signed", "in_progress", "suspended", "unresolved", "agreed", "performing", "follow_up"];

function stageText(stage: string): string {
  const [level = "", part = ""] = stage.split(".");
  return `${t.levels[level] ?? level} ${t.command.stages[part] ?? part}`;
}

interface Chip {
  text: string;
  without: Partial<Filters>;
}

function chipsOf(filters: Filters, reference: Reference): Chip[] {
  const chips: Chip[] = [];
  const add = (key: keyof Filters, text: string | undefined): void => {
    if (text !== undefined) {
      const { [key]: _dropped, ...without } = filters;
      chips.push({ text, without });
    }
  };
  add("area", filters.area === undefined ? undefined : reference.placeName(filters.area));
  add("level", filters.level === undefined ? undefined : (t.levels[filters.level] ?? filters.level));
  add("type", filters.type === undefined ? undefined : (reference.matters.get(filters.type)?.name ?? filters.type));
  if (filters.state.length > 0 && filters.state.length < 4 && !filters.state.includes(ANY_STATE) && !ENDED.every((state) => filters.state.includes(state))) {
    add("state", filters.state.map((state) => reference.word("phase", state)).join(t.and));
  }
  add("due", filters.due === undefined ? undefined : (DUE_TEXT[filters.due] ?? t.term.ends(dayWithWeekday(filters.due))));
  add("from", filters.from === undefined ? undefined : `${t.queue.filters["from"] ?? ""} ${dayText(filters.from)}`);
  add("stage", filters.stage === undefined ? undefined : stageText(filters.stage));
  add("slip", filters.slip === undefined ? undefined : t.slip.label(t.slip.colours[filters.slip] ?? ""));
  add("risk", filters.risk === undefined ? undefined : reference.word("risk_grade", filters.risk));
  add("channel", filters.channel === undefined ? undefined : reference.word("channel", filters.channel));
  add("verdict", filters.verdict === undefined ? undefined : reference.word("verdict", filters.verdict));
  add("age", filters.age === undefined ? undefined : `${t.queue.filters["age"] ?? ""} ${filters.age} 天`);
  return chips;
}
