import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent, type ReactNode } from "react";

/** Where the page is: the path is the object, the query is the view. */
export interface Place {
  path: string;
  query: URLSearchParams;
  hash: string;
}

const MOVED = "fengqiao:moved";

let current = read();

function read(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search), hash: location.hash.slice(1) };
}

function subscribe(listener: () => void): () => void {
  const moved = (): void => {
    current = read();
    listener();
  };
  addEventListener("popstate", moved);
  addEventListener(MOVED, moved);
  return () => {
    removeEventListener("popstate", moved);
    removeEventListener(MOVED, moved);
  };
}

/** The place, kept up to date. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => current);
}

/** Goes somewhere; with `replace` the present place leaves no trace. */
export function go(to: string, replace = false): void {
  if (to === location.pathname + location.search + location.hash) {
    return;
  }
  history[replace ? "replaceState" : "pushState"](null, "", to);
  current = read();
  dispatchEvent(new Event(MOVED));
}

/** Remembers, for the way back, which row was chosen here. */
export function keepChosen(id: string): void {
  history.replaceState({ chosen: id }, "", location.href);
}

/** The row that was chosen when this place was left. */
export function chosenBefore(): string | undefined {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "chosen" in state ? String(state.chosen) : undefined;
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string;
  children: ReactNode;
}

/** A link within the console. With Ctrl it opens in a new tab, as any link. */
export function Link({ to, children, onClick, ...rest }: LinkProps): ReactNode {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
