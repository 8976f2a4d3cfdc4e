import { useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { readAdministration, type Administration, type OrganisationPlace } from "../../api/administration";
import { useAsk } from "../../api/useAsk";
import { today } from "../../logic/dates";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { go, usePlace } from "../../router";
import { t } from "../../texts";
import { o } from "../../textsOfAdmin";

/** Rows of the tree shown at once; more are found by the filter. */
const ROWS_MAX = 400;

/** 机构 as of a day: which centre is in charge of which place, who is seated there, and what each may decide. */
export function Organisation(): ReactNode {
  const { query } = usePlace();
  const on = query.get("on") ?? "";
  const asked = useAsk(`organisation/${on}`, () => readAdministration(on));
  const [wanted, setWanted] = useState("");
  const [chosen, choose] = useState<string | undefined>();
  const places = asked.data?.places;
  const rows = useMemo(() => inTreeOrder(places ?? [], wanted.trim()), [places, wanted]);
  const place = rows.find(({ place }) => place.code === chosen)?.place ?? rows[0]?.place;
  const shown = rows.slice(0, ROWS_MAX);
  const pressed = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : shown[shown.findIndex((row) => row.place === place) + step]?.place;
    if (next !== undefined) {
      event.preventDefault();
      choose(next.code);
      document.getElementById(`place-${next.code}`)?.scrollIntoView({ block: "nearest" });
    }
  };
  return (
    <main className="main">
      <PageHead title={o.organisation} right={
        <label>{o.on} <input type="date" className="date" value={on || today()} onChange={(event) => event.target.value !== "" && go(`/admin/organisation?on=${event.target.value}`, true)} /></label>
      }>
        <input className="tree-look" placeholder={o.look} aria-label={o.look} value={wanted} maxLength={30} onChange={(event) => setWanted(event.target.value)} />
      </PageHead>
      {asked.data === undefined ? asked.failure !== undefined && <StateNotice text={asked.failure.text} onRetry={asked.again} /> : (
        <div className="decision">
          <ul className="decision-list tree" role="listbox" aria-label={o.tree} tabIndex={0} onKeyDown={pressed} {...(place === undefined ? {} : { "aria-activedescendant": `place-${place.code}` })}>
            {shown.map(({ place: each, depth }) => (
              <li key={each.code} id={`place-${each.code}`} role="option" aria-selected={each === place} className={`tree-row ${each === place ? "on" : ""}`} style={{ paddingLeft: 10 + depth * 18 }} onClick={() => choose(each.code)}>
                {each.name} <span className="mut num">{each.code}</span>
              </li>
            ))}
            {rows.length === 0 && <li className="mut">{o.none}</li>}
          </ul>
          {place !== undefined && <PlacePane place={place} all={asked.data} />}
        </div>
      )}
      <StatusLine text={asked.data === undefined ? "" : o.codes(asked.data.codes)} right={places === undefined ? "" : String(places.length)} />
    </main>
  );
}

function PlacePane({ place, all }: { place: OrganisationPlace; all: Administration }): ReactNode {
  const nameOf = (code: string): string => all.places.find((other) => other.code === code)?.name ?? code;
  const { centre } = place;
  return (
    <section className="sheet place-pane" tabIndex={0} aria-label={place.name}>
      <h2>{place.name} <span className="mut">{t.levels[place.level]}</span></h2>
      <p className="num">{o.code} {place.code}</p>
      {place.statistical && <p className="near-text">{o.statistical}</p>}
      {place.successor !== null && <p className="near-text">{o.successor(nameOf(place.successor))}</p>}
      {place.run_by !== null && <p>{o.runBy(nameOf(place.run_by))}</p>}
      {centre === null ? <p className="mut">{o.noCentre}</p> : (
        <>
          <h3>{centre.title} <span className="mut">{o.since(centre.from, centre.until)}</span></h3>
          <h3>{o.units} <span className="mut">{centre.units.length}</span></h3>
          {centre.units.length === 0 ? <p className="mut">{o.noUnits}</p> : centre.units.map(([name, powers]) => (
            <p key={name}>{name} {powers.length > 0 && <span className="mut">{o.unitPowers}：{powers.join("、")}</span>}</p>
          ))}
          {centre.powers.length > 0 && <><h3>{o.powers}</h3><p>{centre.powers.join("、")}</p></>}
        </>
      )}
      {place.other_codes.length > 0 && (
        <>
          <h3>{o.others}</h3>
          {place.other_codes.map(([set, code, name]) => <p key={set + code}><span className="num">{code}</span> {name} <span className="mut">{set}</span></p>)}
        </>
      )}
    </section>
  );
}

interface TreeRow {
  place: OrganisationPlace;
  depth: number;
}

/** The tree with parents before children; with a filter what matches alone. */
function inTreeOrder(places: readonly OrganisationPlace[], wanted: string): TreeRow[] {
  const known = new Set(places.map((place) => place.code));
  const children = new Map<string, OrganisationPlace[]>();
  for (const place of places) {
    const parent = place.parent !== null && known.has(place.parent) ? place.parent : "";
    children.set(parent, [...(children.get(parent) ?? []), place]);
  }
  const rows: TreeRow[] = [];
  const add = (parent: string, depth: number): void => {
    for (const place of children.get(parent) ?? []) {
      rows.push({ place, depth });
      add(place.code, depth + 1);
    }
  };
  add("", 0);
  return wanted === "" ? rows : rows.filter(({ place }) => place.name.includes(wanted) || place.code.startsWith(wanted) || place.centre?.title.includes(wanted) === true);
}
