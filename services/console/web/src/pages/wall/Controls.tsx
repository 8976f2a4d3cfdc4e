import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { go } from "../../router";
import { t } from "../../texts";
import { turned, wallUrl, type WallState } from "./wallState";

/** The controls go away when no key was pressed for so long. */
const SHOWN_MS = 8_000;

interface ControlsProps {
  state: WallState;
  /** The figures are too old to be shown. */
  blanked: boolean;
  peeking: boolean;
  onPeek: () => void;
}

/** Any key, or the mouse, shows what can be done with the screen. */
export function Controls({ state, blanked, peeking, onPeek }: ControlsProps): ReactNode {
  const shown = useShown();
  const turn = useCallback((by: number) => go(wallUrl({ ...state, page: turned(state, by) }), true), [state]);
  const pause = useCallback(() => go(wallUrl({ ...state, paused: !state.paused }), true), [state]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const acts: Record<string, () => void> = {
        Space: pause, ArrowRight: () => turn(1), ArrowLeft: () => turn(-1), KeyV: onPeek, Escape: () => go("/"),
      };
      const act = acts[event.code];
      // A button that has the focus takes its own key.
      if (act !== undefined && !event.ctrlKey && !event.altKey && !(event.code === "Space" && event.target instanceof HTMLButtonElement)) {
        event.preventDefault();
        act();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [turn, pause, onPeek]);
  if (!shown) {
    return null;
  }
  return (
    <div className="wall-controls" role="toolbar" aria-label={t.wall.controls}>
      <button type="button" onClick={pause}>{state.paused ? t.wall.go : t.wall.pause}</button>
      <button type="button" onClick={() => turn(-1)}>{t.wall.before}</button>
      <button type="button" onClick={() => turn(1)}>{t.wall.after}</button>
      {blanked && <button type="button" onClick={onPeek}>{peeking ? t.wall.hide : t.wall.last}</button>}
      <button type="button" onClick={() => go("/")}>{t.wall.leave}</button>
      <span>{t.wall.keys}</span>
    </div>
  );
}

function useShown(): boolean {
  const [shown, show] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    const touched = (): void => {
      show(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => show(false), SHOWN_MS);
    };
    const kinds = ["keydown", "pointerdown"];
    kinds.forEach((kind) => addEventListener(kind, touched));
    return () => {
      kinds.forEach((kind) => removeEventListener(kind, touched));
      clearTimeout(timer.current);
    };
  }, []);
  return shown;
}
