import { useLayoutEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

/** Pixels above and below the window that are drawn as well. */
const MARGIN = 340;

export interface Slice {
  from: number;
  to: number;
  top: number;
  height: number;
}

/** Which of many rows of known heights are in view; all of them on paper. `ends` holds the lower edge of each. */
export function useWindow(box: RefObject<HTMLElement | null>, ends: number[]): Slice {
  const [view, setView] = useState({ top: 0, height: 800 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) {
      return undefined;
    }
    const read = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    read();
    element.addEventListener("scroll", read, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    const all = (): void => flushSync(() => setView({ top: 0, height: Infinity }));
    addEventListener("beforeprint", all);
    addEventListener("afterprint", read);
    return () => {
      removeEventListener("beforeprint", all);
      removeEventListener("afterprint", read);
      element.removeEventListener("scroll", read);
      observer.disconnect();
    };
  }, [box]);
  const from = firstBelow(ends, view.top - MARGIN);
  const to = Math.min(ends.length, firstBelow(ends, view.top + view.height + MARGIN) + 1);
  return { from, to, top: from === 0 ? 0 : (ends[from - 1] ?? 0), height: ends[ends.length - 1] ?? 0 };
}

/** The first row whose lower edge lies below a line. */
function firstBelow(ends: number[], line: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= line) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
