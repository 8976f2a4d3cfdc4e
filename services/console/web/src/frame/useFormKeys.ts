import { useEffect, useRef } from "react";

/** Ctrl+Enter does what a form is for, Escape leaves it; neither while an input method composes, nor for a list that stands open. */
export function useFormKeys(onSend: () => void, onLeave?: () => void): void {
  const latest = useRef({ onSend, onLeave });
  latest.current = { onSend, onLeave };
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.isComposing) {
        return;
      }
      if (event.ctrlKey && event.key === "Enter") {
        event.preventDefault();
        latest.current.onSend();
      } else if (event.key === "Escape" && !(event.target instanceof Element && event.target.closest(".ant-select") !== null)) {
        latest.current.onLeave?.();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}
