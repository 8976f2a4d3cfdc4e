import { useEffect } from "react";
import { idleMs } from "../api/activity";

/** Without a key or a click for so long a page locks itself. */
export const LOCK_MINUTES = 15;
const LOOK_MS = 5_000;

/** Pages that nobody sits at. */
const UNATTENDED = ["/wall"];

/** Calls back when nobody has been at the keyboard for too long, in any tab of this browser. */
export function useLock(active: boolean, onLock: () => void): void {
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const look = (): void => {
      if (idleMs() >= LOCK_MINUTES * 60_000 && !UNATTENDED.includes(location.pathname)) {
        onLock();
      }
    };
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [active, onLock]);
}
