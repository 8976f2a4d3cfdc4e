import type { Reference } from "../../api/reference";
import type { ClockState } from "../../gen/fengqiao/v1/common_pb";
import type { CaseView, PartyView, TimelineEntry } from "../../gen/fengqiao/v1/query_pb";
import { paperDay, type Day } from "../../logic/dates";
import { zh } from "../../logic/punctuation";
import { t } from "../../texts";
import { p } from "../../textsOfPapers";
import type { Detail, Paper } from "./papers";

/** What every paper is made of. */
export interface Subject {
  view: CaseView;
  entries: readonly TimelineEntry[];
  paper: Paper;
  /** In the clear where they were asked for. */
  parties: readonly PartyView[];
  reference: Reference;
}

export function matterIn({ view, reference }: Subject): string {
  return zh(view.matterName || (reference.matters.get(view.matter)?.name ?? ""));
}

export function placeIn({ view, reference }: Subject): string {
  const [place] = view.places;
  return place === undefined ? "" : reference.placePath(place, reference.places.values().next().value?.code ?? "").join("");
}

export function clockIn(view: CaseView, name: string, of?: string): ClockState | undefined {
  return view.standing?.clocks.find((clock) => clock.name === name && (of === undefined || clock.of === of));
}

export function dueIn(view: CaseView, name: string, of?: string): string {
  const clock = clockIn(view, name, of);
  return clock === undefined || clock.state === "paused" ? "" : paperDay(clock.dueOn);
}

/** Those who claim before those who answer. */
export function inSides(parties: readonly PartyView[]): PartyView[] {
  const rank = (party: PartyView): number => (party.role === "claimant" ? 0 : party.role === "respondent" ? 1 : 2);
  return [...parties].sort((a, b) => rank(a) - rank(b));
}

export function namesOf(parties: readonly PartyView[], role: string): string {
  return parties.filter((party) => party.role === role).map((party) => party.name).join(t.and);
}

export function claimants({ parties }: Subject): string {
  return namesOf(parties, "claimant") || p.everyone;
}

/** 马某某与某公司. */
export function bothSides({ parties }: Subject): string {
  return [namesOf(parties, "claimant"), namesOf(parties, "respondent")].filter((names) => names !== "").join(t.and);
}

/** A unit or centre to which something was sent. */
export function addresseeIn(detail: Detail, reference: Reference): string {
  const to = detail["to"] as { code?: string } | string | undefined;
  return reference.holderName(typeof to === "string" ? to : (to?.code ?? ""));
}

export function day(value: unknown): Day {
  return typeof value === "string" ? value : "";
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
