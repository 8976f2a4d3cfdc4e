import { readReference, type Level, type Officer } from "./session";

export interface Place {
  code: string;
  name: string;
  level: Level;
  parent: string | null;
}

export interface Unit {
  code: string;
  name: string;
  centre: string;
}

export interface Matter {
  code: string;
  name: string;
  parent: string | null;
  track: "mediation" | "petition";
  wage: boolean;
}

interface Delivered {
  city: string;
  places: Place[];
  centres: Place[];
  units: Unit[];
  matters: Matter[];
  officers: Officer[];
  words: Record<string, [string, string][]>;
  rest_days: string[];
}

/** What the forms choose from, and the names behind codes. */
export class Reference {
  readonly city: string;
  readonly places: Map<string, Place>;
  readonly centres: Map<string, Place>;
  readonly units: Map<string, Unit>;
  readonly matters: Map<string, Matter>;
  readonly officers: Map<string, Officer>;
  readonly restDays: ReadonlySet<string>;
  private readonly words: Record<string, [string, string][]>;

  constructor(from: Delivered) {
    const byCode = <T extends { code: string }>(list: T[]): Map<string, T> => new Map(list.map((it) => [it.code, it]));
    this.city = from.city;
    this.places = byCode(from.places);
    this.centres = byCode(from.centres);
    this.units = byCode(from.units);
    this.matters = byCode(from.matters);
    this.officers = new Map(from.officers.map((officer) => [officer.officer, officer]));
    this.restDays = new Set(from.rest_days);
    this.words = from.words;
  }

  /** The words of a vocabulary as choices. */
  choices(vocabulary: string): { value: string; label: string }[] {
    return (this.words[vocabulary] ?? []).map(([value, label]) => ({ value, label }));
  }

  /** What a clerk reads for a code; the code if it is none. */
  word(vocabulary: string, code: string): string {
    return this.words[vocabulary]?.find(([known]) => known === code)?.[1] ?? code;
  }

  officerName(id: string): string {
    return this.officers.get(id)?.name ?? "";
  }

  /** A centre or a unit by its code. */
  holderName(code: string): string {
    return this.units.get(code)?.name ?? this.centres.get(code)?.name ?? code;
  }

  placeName(code: string): string {
    return this.places.get(code)?.name ?? code;
  }

  /** From the highest place below `above` down to this one. */
  placePath(code: string, above: string): string[] {
    const path: string[] = [];
    for (let place = this.places.get(code); place !== undefined && place.code !== above;) {
      path.unshift(place.name);
      place = place.parent === null ? undefined : this.places.get(place.parent);
    }
    return path;
  }

  /** Whether a place or centre lies within another. */
  isWithin(code: string, outer: string): boolean {
    for (let place = this.places.get(code); place !== undefined;) {
      if (place.code === outer) {
        return true;
      }
      place = place.parent === null ? undefined : this.places.get(place.parent);
    }
    return false;
  }

  childrenOf(code: string): Place[] {
    return [...this.centres.values()].filter((centre) => centre.parent === code);
  }
}

export async function loadReference(): Promise<Reference> {
  return new Reference(await readReference<Delivered>());
}
