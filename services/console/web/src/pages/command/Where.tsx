import { lazy, Suspense, type ReactNode } from "react";
import type { Overview } from "../../api/overview";
import { boundariesOf } from "../../logic/boundaries";
import { shortCount } from "../../logic/money";
import { shareDepth } from "../../logic/overview";
import { useShowing } from "../../parts/Figure";
import { Switch } from "../../parts/Switch";
import { go } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { Tiles } from "./Tiles";
import { commandUrl, MEASURES, valueOf, type Measure, type View } from "./view";

// The charts' library comes with the map, and only where there is one.
const CountyMap = lazy(() => import("./CountyMap"));

/** Where it presses: a map of the counties for orientation, and a tile for each township to read. */
export function Where({ overview, view }: { overview: Overview; view: View }): ReactNode {
  const { session } = useDesk();
  const { links } = useShowing();
  const { here } = overview;
  const set = (measure: Measure): void => go(commandUrl(here.centre, session.who.centre, { ...view, measure }));
  const tiles = here.level === "city" ? overview.below.filter((area) => area.level === "township") : overview.below.filter((area) => area.parent === here.centre);
  return (
    <section className="board">
      <div className="board-head">
        <h2>{t.command.whereTitles[view.measure]} <span className="mut">{t.command.whereNote(t.command.measures[view.measure] ?? "", tiles.length)}</span></h2>
        {links && <Switch label={t.command.measure} words={t.command.measures} values={MEASURES} value={view.measure} onChoose={set} />}
      </div>
      <div className="where">
        <MapOf overview={overview} measure={view.measure} />
        <Tiles overview={overview} measure={view.measure} />
      </div>
    </section>
  );
}

function MapOf({ overview, measure }: { overview: Overview; measure: Measure }): ReactNode {
  const { reference } = useDesk();
  const { blank, links } = useShowing();
  const { here, below } = overview;
  const file = boundariesOf(here.centre);
  if (here.level !== "city" || file === undefined) {
    return null;
  }
  const counties = below.filter((area) => area.parent === here.centre).map((area) => ({
    code: area.centre,
    name: reference.placeName(area.centre),
    text: blank ? t.wall.old : measure === "overdue" ? `${shortCount(area.overdue)}/${shortCount(area.open)}` : shortCount(valueOf(area, measure)),
    depth: blank || measure !== "overdue" ? 0 : shareDepth(area.overdue, area.open),
  }));
  return (
    <figure className="map">
      <Suspense fallback={<div className="map-canvas" />}>
        <CountyMap city={here.centre} file={file} counties={counties} {...(links ? { onChoose: (code: string) => go(`/command/${code}`) } : {})} />
      </Suspense>
      <figcaption className="sm mut">{measure === "overdue" && <span>{t.command.mapTint}</span>}<span>{t.command.map}</span></figcaption>
    </figure>
  );
}
