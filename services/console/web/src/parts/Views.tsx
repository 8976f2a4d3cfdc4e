import { useState, type ReactNode } from "react";
import { casesUrl, filtersOf, type Filters } from "../logic/filters";
import { savedViews, saveViews, SAVED_MAX } from "../logic/savedViews";
import { go, Link } from "../router";
import { useDesk } from "../session";
import { t } from "../texts";
import { SaveView } from "./SaveView";
import { countText, useCounts } from "./useCounts";

export interface View {
  text: string;
  filters: Partial<Filters>;
}

interface ViewsProps {
  label: string;
  /** The page: `/todo`. */
  path: string;
  views: View[];
  /** What the page shows now. */
  filters: Filters;
}

/** The views of a list with how many cases each holds: those of the page, and the officer's own. */
export function Views({ label, path, views, filters }: ViewsProps): ReactNode {
  const { account } = useDesk().session.who;
  const [saved, setSaved] = useState(() => savedViews(account));
  const own = saved.filter((view) => pathOf(view.url) === path);
  const shown = [
    ...views.map(({ text, filters }) => ({ text, url: casesUrl(filters, path), own: false })),
    ...own.map(({ name, url }) => ({ text: name, url, own: true })),
  ];
  const counts = useCounts(shown.map(({ url }) => filtersOf(new URL(url, location.origin).searchParams).filters));
  const here = casesUrl(filters, path);
  const keep = (next: typeof saved): void => {
    saveViews(account, next);
    setSaved(next);
  };
  return (
    <nav className="views" aria-label={label}>
      {shown.map(({ text, url, own }, index) => (
        <span key={`${url} ${text}`} className="view">
          <Link to={url} className={url === here ? "on" : ""} {...(url === here ? { "aria-current": "true" as const } : {})}>
            {text} <span className="view-count">{countText(counts[index])}</span>
          </Link>
          {own && url === here && (
            <button type="button" className="view-drop" aria-label={t.saved.remove(text)} title={t.saved.remove(text)}
              onClick={() => keep(saved.filter((view) => view.name !== text))}>✕</button>
          )}
        </span>
      ))}
      {shown.every(({ url }) => url !== here) && (
        <SaveView saved={saved} full={saved.length >= SAVED_MAX} onSave={(name) => { keep([...saved, { name, url: here }]); go(here, true); }} />
      )}
    </nav>
  );
}

function pathOf(url: string): string {
  return url.split("?")[0] ?? url;
}
