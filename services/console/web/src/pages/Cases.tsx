import { useMemo, type ReactNode } from "react";
import { dayText, dayWithWeekday } from "../logic/dates";
import { ageBand, ANY_STATE, casesUrl, filtersOf, type Filters } from "../logic/filters";
import { ENDED_STATES, OPEN_STATES } from "../logic/phases";
import { FreshButton, ListBody } from "../parts/ListBody";
import { PageHead } from "../parts/PageHead";
import { StateNotice } from "../parts/StateNotice";
import { useCases } from "../parts/useCases";
import { Views, type View } from "../parts/Views";
import { go, Link, usePlace } from "../router";
import { useDesk } from "../session";
import type { Reference } from "../api/reference";
import { t } from "../texts";

const DUE_TEXT: Record<string, string> = { overdue: t.due.overdue, today: t.due.today, "3w": t.due.soon, paused: t.due.paused };
const VIEWS: View[] = [
  { text: t.queue.subtree, filters: { subtree: true } },
  // Written out, so that the URL of one's own centre differs from that of the whole tree.
  { text: t.queue.own, filters: { state: OPEN_STATES } },
  { text: t.queue.views.overdue, filters: { subtree: true, due: "overdue" } },
  { text: t.queue.views.slips, filters: { subtree: true, state: [ANY_STATE], slip: "red,yellow,blue" } },
  { text: t.queue.views.closed, filters: { subtree: true, state: ENDED_STATES } },
];

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
  return (
    <main className="main">
      <PageHead title={title} tab={list.at === undefined ? t.queue.cases : `(${list.cases.length}${list.more ? "+" : ""}) ${t.queue.cases}`}
        right={<FreshButton list={list} />}>
        <Views label={t.queue.cases} path="/cases" views={VIEWS} filters={filters} />
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

function stageText(stage: string): string {
  const [level = "", part = ""] = stage.split(".");
  return `${t.levels[level] ?? level} ${t.command.stages[part] ?? part}`;
}

function isEnded(states: string[]): boolean {
  return ENDED_STATES.length === states.length && ENDED_STATES.every((state) => states.includes(state));
}

function dueText(due: string): string {
  return DUE_TEXT[due] ?? (due.endsWith("-") ? t.queue.later(dayWithWeekday(due.slice(0, -1))) : t.term.ends(dayWithWeekday(due)));
}

function slipText(colours: string): string {
  return t.slip.label(colours.split(",").map((colour) => t.slip.colours[colour] ?? "").join(t.and));
}

interface Chip {
  text: string;
  without: Partial<Filters>;
}

function chipsOf(filters: Filters, reference: Reference): Chip[] {
  const chips: Chip[] = [];
  const band = filters.age === undefined ? undefined : ageBand(filters.age);
  const add = (key: keyof Filters, text: string | undefined): void => {
    if (text !== undefined) {
      const { [key]: _dropped, ...without } = filters;
      chips.push({ text, without });
    }
  };
  add("area", filters.area === undefined ? undefined : reference.placeName(filters.area));
  add("level", filters.level === undefined ? undefined : (t.levels[filters.level] ?? filters.level));
  add("type", filters.type === undefined ? undefined : (reference.matters.get(filters.type)?.name ?? filters.type));
  if (filters.state.length > 0 && filters.state.length < OPEN_STATES.length && !filters.state.includes(ANY_STATE)) {
    add("state", isEnded(filters.state) ? t.queue.views.closed : filters.state.map((state) => reference.word("phase", state)).join(t.and));
  }
  add("asked", filters.asked ? t.queue.asked : undefined);
  add("due", filters.due === undefined ? undefined : dueText(filters.due));
  add("from", filters.from === undefined ? undefined : `${t.queue.from} ${dayText(filters.from)}`);
  add("to", filters.to === undefined ? undefined : `${t.queue.to} ${dayText(filters.to)}`);
  add("stage", filters.stage === undefined ? undefined : stageText(filters.stage));
  add("closed", filters.closed === undefined ? undefined : `${t.queue.closedOn} ${dayText(filters.closed)}`);
  add("unanswered", filters.unanswered === true ? t.queue.unanswered : undefined);
  add("origin", filters.origin === true ? t.queue.origin : undefined);
  add("slip", filters.slip === undefined ? undefined : slipText(filters.slip));
  add("risk", filters.risk === undefined ? undefined : reference.word("risk_grade", filters.risk));
  add("channel", filters.channel === undefined ? undefined : reference.word("channel", filters.channel));
  add("verdict", filters.verdict === undefined ? undefined : reference.word("verdict", filters.verdict));
  add("age", band === undefined ? undefined : t.queue.ages(band.from, band.to));
  return chips;
}
