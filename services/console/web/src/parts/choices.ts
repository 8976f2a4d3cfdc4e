import type { Place, Reference } from "../api/reference";

export interface Choice {
  value: string;
  label: string;
}

/** Places for a form: the officer's own and those below first, then the rest of the county. */
export function placeChoices(reference: Reference, own: string): Choice[] {
  const county = countyOf(reference, own);
  const within = [...reference.places.values()].filter((place) => reference.isWithin(place.code, county));
  const rank = (place: Place): number => (place.code === own ? 0 : reference.isWithin(place.code, own) ? 1 : 2);
  const sorted = within.sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code));
  return sorted.map((place) => ({ value: place.code, label: reference.placePath(place.code, county).join(" / ") || place.name }));
}

/** The county of a place; the city for the city itself. */
export function countyOf(reference: Reference, code: string): string {
  let at = reference.places.get(code);
  while (at !== undefined && at.level !== "county" && at.parent !== null && reference.places.has(at.parent)) {
    at = reference.places.get(at.parent);
  }
  return at?.code ?? code;
}

export function matterChoices(reference: Reference): Choice[] {
  const parents = new Set([...reference.matters.values()].map((matter) => matter.parent));
  return [...reference.matters.values()].map((matter) => {
    const parent = matter.parent === null ? undefined : reference.matters.get(matter.parent);
    const path = parent === undefined ? matter.name : `${parent.name} / ${matter.name}`;
    return { value: matter.code, label: `${matter.code} ${path}${parents.has(matter.code) ? "（总类）" : ""}` };
  });
}

/** Colleagues who may be put in charge: those of a centre and of the units seated there. */
export function officerChoices(reference: Reference, centre: string): Choice[] {
  return [...reference.officers.values()]
    .filter((officer) => officer.centre === centre)
    .map((officer) => ({ value: officer.officer, label: `${officer.name}　${officer.role_names.join("、")}${officer.unit_name === null ? "" : `　${officer.unit_name}`}` }));
}

export function unitChoices(reference: Reference, centre: string): Choice[] {
  return [...reference.units.values()].filter((unit) => unit.centre === centre).map((unit) => ({ value: unit.code, label: unit.name }));
}

export function centreChoices(reference: Reference, codes: string[]): Choice[] {
  return codes.flatMap((code) => {
    const centre = reference.centres.get(code);
    return centre === undefined ? [] : [{ value: code, label: centre.name }];
  });
}
