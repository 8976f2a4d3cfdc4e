import { useSyncExternalStore, type ReactNode } from "react";
import { useLive } from "../live/live";
import { clockTime, momentText, now } from "../logic/dates";
import { useDesk } from "../session";
import { useOutbox } from "../pages/register/outbox";
import { Link } from "../router";
import { t } from "../texts";
import { u } from "../textsOfOutbox";
import { useMinute } from "./useMinute";

/** From so much on the demo's clock is said to be ahead, in seconds. */
const AHEAD_SECONDS_MIN = 3600;

/** What is wrong with all pages at once, said aloud. */
export function Strips(): ReactNode {
  const live = useLive();
  const { session } = useDesk();
  useMinute();
  const online = useSyncExternalStore(watchOnline, () => navigator.onLine);
  return (
    <>
      {!online && <div className="strip near" role="alert">{u.offline}</div>}
      <Unsent />
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

/** Registrations that wait for the link, on whatever page. */
function Unsent(): ReactNode {
  const { unsent } = useOutbox();
  const refused = unsent.filter((item) => item.refusal !== "").length;
  const waiting = unsent.length - refused;
  return (
    <>
      {waiting > 0 && <div className="strip near" role="status">{u.unsent(waiting)}</div>}
      {refused > 0 && <div className="strip near" role="alert">{u.refused(refused)} <Link to="/register">{t.rail.register}</Link></div>}
    </>
  );
}

function watchOnline(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}
