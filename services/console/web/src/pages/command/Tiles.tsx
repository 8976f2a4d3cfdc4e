import { useRef, type ReactNode } from "react";
import type { Area, Overview } from "../../api/overview";
import { casesUrl, registeredOn } from "../../logic/filters";
import { depthOf, quartiles, SHARE_MIN, tileNames } from "../../logic/overview";
import { Figure, Opens, useShowing } from "../../parts/Figure";
import { useDesk } from "../../session";
import { valueOf, type Measure } from "./view";

interface TilesProps {
  overview: Overview;
  measure: Measure;
}

/** A tile for each township, by county in the order of the tree. No faked geography. */
export function Tiles({ overview, measure }: TilesProps): ReactNode {
  const { reference } = useDesk();
  const { blank } = useShowing();
  const { here, below } = overview;
  const groups = here.level === "city" ? below.filter((area) => area.parent === here.centre) : [here];
  const tiles = below.filter((area) => groups.some((group) => group.centre === area.parent));
  const cuts = useCuts(`${here.centre}/${measure}`, tiles.map((tile) => valueOf(tile, measure)));
  const to = (area: Area): string => urlOf(area, measure, overview.day);
  const place = (code: string): string => reference.placeName(code);
  return (
    <div className="tile-groups">
      {groups.map((group) => {
        const own = tiles.filter((tile) => tile.parent === group.centre);
        const names = tileNames(own.map((tile) => place(tile.centre)));
        return (
          <div key={group.centre} className="tile-group">
            <div className="tile-county">
              <Opens to={group === here ? undefined : `/command/${group.centre}`}>{place(group.centre)}</Opens> <b><Figure n={valueOf(group, measure)} to={to(group)} /></b>
            </div>
            <ul className="tiles">
              {own.map((tile, index) => (
                <li key={tile.centre} className={`tile d${blank || cuts === undefined ? 0 : depthOf(valueOf(tile, measure), cuts)}`} title={place(tile.centre)}>
                  <Opens to={`/command/${tile.centre}`}>{names[index]}</Opens>
                  <b><Figure n={valueOf(tile, measure)} to={to(tile)} short /></b>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

/** The list behind a tile's number. */
function urlOf(area: Area, measure: Measure, day: string): string {
  switch (measure) {
    case "overdue":
      return casesUrl({ area: area.centre, subtree: true, due: "overdue" });
    case "open":
      return casesUrl({ area: area.centre, subtree: true });
    case "today":
      return casesUrl(registeredOn(area.centre, day));
  }
}

/** Where the tints change: fixed once there is enough to tint by, so that a tile changes its tint only with its own number. */
function useCuts(key: string, values: number[]): number[] | undefined {
  const kept = useRef(new Map<string, number[]>());
  if (!kept.current.has(key) && values.reduce((sum, value) => sum + value, 0) >= SHARE_MIN) {
    kept.current.set(key, quartiles(values));
  }
  return kept.current.get(key);
}
