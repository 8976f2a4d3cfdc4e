import type { ReactNode } from "react";
import { useLive } from "../live/live";
import { clockTime, momentText, now } from "../logic/dates";
import { useDesk } from "../session";
import { t } from "../texts";
import { useMinute } from "./useMinute";

/** From so much on the demo's clock is said to be ahead, in seconds. */
const AHEAD_SECONDS_MIN = 3600;

/** What is wrong with all pages at once, said aloud. */
export function Strips(): ReactNode {
  const live = useLive();
  const { session } = useDesk();
  useMinute();
  return (
    <>
      {live.state === "stale" && (
        <div className="strip near" role="alert">{t.live.stale(clockTime(new Date(live.at)))}</div>
      )}
      {live.resumed !== undefined && <div className="strip" role="status">{t.live.resumed(live.resumed)}</div>}
      {session.ahead_seconds >= AHEAD_SECONDS_MIN && (
        <div className="strip near">{t.clockMoved(momentText(now()), Math.round(session.ahead_seconds / 86_400))}</div>
      )}
    </>
  );
}
