import { useEffect, useRef } from "react";
import { readSession } from "../../api/session";

/** The reload happens in this hour of the night and the next. */
const NIGHT_HOUR = 3;
const NIGHT_MINUTES = 120;
const DAY_MS = 86_400_000;
const CHECK_MS = 20_000;
const PRESENT_MS = 600_000;
const PLACE = "fengqiao:wall-minute";

/** The minute of the night at which this screen reloads: not all screens of a city at once. */
function ownMinute(): number {
  const kept = Number(localStorage.getItem(PLACE) ?? NaN);
  if (Number.isInteger(kept) && kept >= 0 && kept < NIGHT_MINUTES) {
    return kept;
  }
  const drawn = Math.floor(Math.random() * NIGHT_MINUTES);
  localStorage.setItem(PLACE, String(drawn));
  return drawn;
}

/** The next night's moment, by this machine's clock. */
function nextReload(from: Date): number {
  const at = new Date(from);
  at.setHours(NIGHT_HOUR, ownMinute(), 0, 0);
  return at.getTime() > from.getTime() ? at.getTime() : at.getTime() + DAY_MS;
}

/** Keeps a screen that nobody sits at: its session stands, and once a night the page is loaded afresh while all is well. */
export function useNight(well: boolean): void {
  const isWell = useRef(well);
  isWell.current = well;
  useEffect(() => {
    const due = nextReload(new Date());
    const check = setInterval(() => {
      if (Date.now() >= due && isWell.current) {
        location.reload();
      }
    }, CHECK_MS);
    const present = setInterval(() => void readSession().catch(() => undefined), PRESENT_MS);
    return () => {
      clearInterval(check);
      clearInterval(present);
    };
  }, []);
}
