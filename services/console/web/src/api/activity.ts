/** Without a key or a click for so long nobody counts as being there. */
const IDLE_MS = 60_000;

let lastInput = Date.now();

/** Tells the other tabs of this browser no more often. */
const TELL_MS = 5_000;

const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel("fengqiao-activity") : undefined;
let lastTold = 0;

/** Watches for somebody at the keyboard, in whichever tab. */
export function watchActivity(): void {
  const touched = (): void => {
    lastInput = Date.now();
    if (lastInput - lastTold > TELL_MS) {
      lastTold = lastInput;
      tabs?.postMessage(lastInput);
    }
  };
  tabs?.addEventListener("message", ({ data }: MessageEvent<number>) => {
    lastInput = Math.max(lastInput, data);
  });
  for (const event of ["keydown", "pointerdown", "wheel"]) {
    addEventListener(event, touched, { passive: true, capture: true });
  }
}

/** Milliseconds since somebody was at the keyboard. */
export function idleMs(): number {
  return Date.now() - lastInput;
}

/** Whether what is asked now is asked by the page alone. A wall has nobody at its keyboard, and stays signed in. */
export function isIdle(): boolean {
  return location.pathname !== "/wall" && idleMs() > IDLE_MS;
}

/** Marks a call that the page makes by itself: it does not keep the session. */
export function idleHeader(): Record<string, string> {
  return isIdle() ? { "x-fengqiao-idle": "1" } : {};
}
