/** A view of a list that an officer keeps: a name of their own and the URL. Kept in this browser, under the officer's account. */
export interface SavedView {
  name: string;
  url: string;
}

export const SAVED_MAX = 20;
export const NAME_CHARS_MAX = 12;

/** So many digits in a row are a phone or a document's number. */
const NUMBER = /\d{6}/;

const PLACE = "fengqiao:views";

export function savedViews(account: string, store: Pick<Storage, "getItem"> = localStorage): SavedView[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(`${PLACE}:${account}`) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

export function saveViews(account: string, views: SavedView[], store: Pick<Storage, "setItem"> = localStorage): void {
  store.setItem(`${PLACE}:${account}`, JSON.stringify(views.slice(0, SAVED_MAX)));
}

function isView(view: unknown): view is SavedView {
  const { name, url } = (view ?? {}) as Partial<SavedView>;
  return typeof name === "string" && typeof url === "string" && /^\/(cases|todo)(\?|$)/.test(url);
}

/** What is wrong with a new name. */
export function nameFault(name: string, views: SavedView[]): "empty" | "digits" | "taken" | undefined {
  if (name === "") {
    return "empty";
  }
  return NUMBER.test(name) ? "digits" : views.some((view) => view.name === name) ? "taken" : undefined;
}
