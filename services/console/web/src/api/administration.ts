import { asked } from "./session";

/** What is in force on a day, as the platform's files have it. */
export interface Administration {
  on: string;
  codes: string;
  places: OrganisationPlace[];
  terms: Record<string, TermValue>;
  periods: { name: string; from: string; until: string | null; bands: number[]; rest_days: boolean }[];
  years: CalendarYear[];
}

export type TermValue = string | number | boolean | null | { [key: string]: TermValue };

export interface OrganisationPlace {
  code: string;
  name: string;
  level: string;
  parent: string | null;
  statistical: boolean;
  successor: string | null;
  run_by: string | null;
  centre: Centre | null;
  /** The list, the code and the name there. */
  other_codes: [string, string, string][];
}

export interface Centre {
  title: string;
  from: string;
  until: string | null;
  /** Name, and what each may decide besides the centre. */
  units: [string, string[]][];
  powers: string[];
}

export interface CalendarYear {
  year: number;
  published: boolean;
  /** The days that differ from the week: date, kind, festival. */
  days: [string, string, string][];
}

export interface Health {
  at: string;
  services: { service: string; state: "serving" | "not_serving" | "no_answer" }[];
}

export function readAdministration(on: string): Promise<Administration> {
  return asked<Administration>(`/api/administration${on === "" ? "" : `?on=${on}`}`);
}

export function readHealth(): Promise<Health> {
  return asked<Health>("/api/health");
}
