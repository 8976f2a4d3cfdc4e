import { useEffect, useState } from "react";

const MINUTE_TICK_MS = 15_000;

/** Draws again in so many milliseconds, where something is said about the present. */
export function useTick(everyMs: number): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}

export function useMinute(): void {
  useTick(MINUTE_TICK_MS);
}
