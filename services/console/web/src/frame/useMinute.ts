import { useEffect, useState } from "react";

const TICK_MS = 15_000;

/** Draws again now and then, where something is said about the present. */
export function useMinute(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
}
