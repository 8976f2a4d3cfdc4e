import type { CaseView, TimelineEntry } from "../../gen/fengqiao/v1/query_pb";
import { p } from "../../textsOfPapers";

/** A paper that a case can give, made of what was recorded. */
export interface Paper {
  /** Its kind, as the path says it. */
  doc: string;
  /** The event it is made of; several papers of a kind are told apart by it. */
  entry: TimelineEntry;
  detail: Detail;
  title: string;
}

/** What an event says, without what is sealed. */
export type Detail = Record<string, unknown>;

export function detailOf(entry: TimelineEntry): Detail {
  return entry.detailJson === "" ? {} : (JSON.parse(entry.detailJson) as Detail);
}

/** The kind of paper that an event calls for. */
function docOf(entry: TimelineEntry, detail: Detail): string | undefined {
  switch (entry.event) {
    case "AcceptanceDecided":
      return detail["decision"] === "accepted" ? "acceptance" : detail["decision"] === "not_accepted" ? "non_acceptance" : "not_reaccepted";
    case "CaseDispatched":
      return detail["mode"] === "assign" ? "assignment" : "transfer";
    case "SlipIssued":
      return "slip";
    case "ExtensionGranted":
      return "extension";
    case "MediationFailed":
      return "rights";
    case "AgreementConcluded":
      return "agreement";
    case "AgreementTookEffect":
      return "confirmation";
    case "OpinionIssued":
      return "opinion";
    case "FollowUpRecorded":
      return "follow_up";
    default:
      return undefined;
  }
}

/** Kinds of which the last one alone counts. */
const LAST_COUNTS = ["agreement", "confirmation", "follow_up", "acceptance", "rights"];

/** The papers of a case, the newest first. */
export function papersOf(entries: readonly TimelineEntry[]): Paper[] {
  const papers: Paper[] = [];
  for (const entry of entries) {
    const detail = detailOf(entry);
    const doc = docOf(entry, detail);
    if (doc !== undefined) {
      papers.unshift({ doc, entry, detail, title: titleOfPaper(doc, detail, entries) });
    }
  }
  return papers.filter((paper, index) => !LAST_COUNTS.includes(paper.doc) || papers.findIndex((other) => other.doc === paper.doc) === index);
}

function titleOfPaper(doc: string, detail: Detail, entries: readonly TimelineEntry[]): string {
  if (doc === "agreement") {
    return p.titles[detail["form"] === "oral" ? "oral" : methodOf(entries) === "people" ? "agreement" : "mediation"] ?? doc;
  }
  return p.titles[doc] ?? doc;
}

/** Where a paper is printed. */
export function paperUrl(view: CaseView, paper: Paper): string {
  return `/cases/${view.caseNumber}/print/${paper.doc}?of=${paper.entry.sequence}`;
}

/** The method by which a case was mediated last, `people` for 人民调解. */
export function methodOf(entries: readonly TimelineEntry[]): string {
  const classified = entries.filter((entry) => entry.event === "MatterClassified");
  const last = classified[classified.length - 1];
  return last === undefined ? "" : String(detailOf(last)["method"] ?? "");
}
