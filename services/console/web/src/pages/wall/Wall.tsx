import { useEffect, useMemo, useState, type ReactNode } from "react";
import { readOverview } from "../../api/overview";
import { useFollowed } from "../../api/useFollowed";
import { useTick } from "../../frame/useMinute";
import { clockTime, dayOf, now, weekday } from "../../logic/dates";
import { ShowingContext } from "../../parts/Figure";
import { StateNotice } from "../../parts/StateNotice";
import { go, usePlace } from "../../router";
import { useDesk } from "../../session";
import "../../styles/wall.css";
import { t } from "../../texts";
import { Controls } from "./Controls";
import { useNight } from "./useNight";
import { useScale } from "./useScale";
import { WallPages } from "./WallPages";
import { freshnessOf, turned, wallOf, wallUrl, type WallState } from "./wallState";

/** However many changes arrive, the figures are asked for at most so often. */
const REFRESH_MS = 2_000;
const SECOND_MS = 1_000;

/** The room's screen: the same figures as the command view, no person and no case, and said aloud when they are old. */
export default function Wall(): ReactNode {
  const { session, reference } = useDesk();
  const { query } = usePlace();
  const state = useMemo(() => wallOf(query), [query]);
  const centre = state.area ?? session.who.centre;
  const asked = useFollowed(`${centre}/wall`, () => readOverview(centre, ""), REFRESH_MS);
  const [peeking, peek] = useState(false);
  const scale = useScale();
  useTick(SECOND_MS);
  useRotation(state);

  const trueAt = asked.trueAt();
  const ageMs = trueAt === undefined ? 0 : Date.now() - trueAt;
  const freshness = freshnessOf(ageMs);
  useNight(freshness === "fresh");
  useEffect(() => {
    if (freshness === "fresh") {
      peek(false);
    }
  }, [freshness]);
  const blank = freshness === "blank" && !peeking;
  const showing = useMemo(() => ({ links: false, blank }), [blank]);
  const title = t.wall.title(reference.placeName(centre));
  useEffect(() => {
    document.title = `${title} ${t.product}`;
  }, [title]);
  const time = trueAt === undefined ? "" : clockTime(new Date(trueAt));
  return (
    <main className="wall-screen">
      <div className={`wall ${freshness === "fresh" ? "" : "old"}`} style={{ transform: `scale(${scale})` }}>
        <header className="wall-head">
          <h1>{title}</h1>
          <span>{t.wall.page(state.pages.indexOf(state.page) + 1, state.pages.length, t.wall.pages[state.page] ?? "")}</span>
          <span className="right">{time !== "" && t.wall.asOf(time)}</span>
          <b>{clockText()}</b>
        </header>
        {freshness !== "fresh" && <div className="wall-stale" role="alert">{t.wall.stale(time, Math.floor(ageMs / 60_000))}{blank && t.wall.blank}</div>}
        {asked.data === undefined ? asked.failure !== undefined && <StateNotice text={asked.failure.text} onRetry={asked.again} /> : (
          <ShowingContext.Provider value={showing}>
            <WallPages overview={asked.data} page={state.page} />
          </ShowingContext.Provider>
        )}
      </div>
      <Controls state={state} blanked={freshness === "blank"} peeking={peeking} onPeek={() => peek((shown) => !shown)} />
    </main>
  );
}

/** The pages take turns; which one is on stands in the URL. */
function useRotation(state: WallState): void {
  useEffect(() => {
    if (state.paused || state.pages.length < 2) {
      return undefined;
    }
    const timer = setTimeout(() => go(wallUrl({ ...state, page: turned(state, 1) }), true), state.every * SECOND_MS);
    return () => clearTimeout(timer);
  }, [state]);
}

function clockText(): string {
  const moment = now();
  const day = dayOf(moment);
  return t.wall.now(String(Number(day.slice(5, 7))), String(Number(day.slice(8))), weekday(day), clockTime(moment).slice(0, 5));
}
