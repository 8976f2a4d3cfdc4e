/** Without a key or a click for so long nobody counts as being there. */
const IDLE_MS = 60_000;

let lastInput = Date.now();

/** Watches for somebody at the keyboard. */
export function watchActivity(): void {
  const touched = (): void => {
    lastInput = Date.now();
  };
  for (const event of ["keydown", "pointerdown", "wheel"]) {
    addEventListener(event, touched, { passive: true, capture: true });
  }
}

/** Whether what is asked now is asked by the page alone. A wall has nobody at its keyboard, and stays signed in. */
export function isIdle(): boolean {
  return location.pathname !== "/wall" && Date.now() - lastInput > IDLE_MS;
}
