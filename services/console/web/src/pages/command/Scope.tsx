import type { ReactNode } from "react";
import { Switch } from "../../parts/Switch";
import { go, Link } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { commandUrl, PERIODS, SCALES, type View } from "./view";

/** Which part of the tree, and which period. */
export function Scope({ centre, view }: { centre: string; view: View }): ReactNode {
  const { session, reference } = useDesk();
  const own = session.who.centre;
  const path = pathTo(centre, own, (code) => reference.centres.get(code)?.parent ?? undefined);
  const siblings = reference.childrenOf(path[path.length - 2] ?? own).map((place) => place.code);
  const below = path.length > 2 ? path.slice(1) : siblings;
  const link = (code: string): ReactNode => (
    <Link key={code} to={commandUrl(code, own, view)} className={code === centre ? "on" : ""} {...(code === centre ? { "aria-current": "page" as const } : {})}>
      {reference.placeName(code)}
    </Link>
  );
  const set = (change: Partial<View>): void => go(commandUrl(centre, own, { ...view, ...change }));
  return (
    <div className="command-scope">
      <nav className="views" aria-label={t.command.scope}>
        <span className="mut">{t.command.scope}</span>
        {[own, ...below].map(link)}
        {path.length > 1 && <Link to={commandUrl(path[path.length - 2] ?? own, own, view)}>{t.command.up} ↑</Link>}
      </nav>
      <Switch label={t.command.period} words={t.command.periods} values={PERIODS} value={view.period} onChoose={(period) => set({ period })} />
      <Switch label={t.command.scale} words={t.command.scales} values={SCALES} value={view.scale} onChoose={(scale) => set({ scale })} />
    </div>
  );
}

/** From one's own centre down to another. */
function pathTo(centre: string, own: string, parentOf: (code: string) => string | undefined): string[] {
  const path = [centre];
  for (let at = centre; at !== own;) {
    const parent = parentOf(at);
    if (parent === undefined) {
      return [own];
    }
    path.unshift(parent);
    at = parent;
  }
  return path;
}
