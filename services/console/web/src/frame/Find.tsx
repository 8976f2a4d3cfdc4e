import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { failureOf } from "../api/failure";
import { lookFor, lookForName, SUFFIX_MIN } from "../api/lookFor";
import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { shortNumber } from "../logic/caseNumber";
import { isName, pagesNamed, placesNamed, type Suggestion } from "../logic/finding";
import { halfWidth, partiesLine } from "../logic/people";
import { titleOf } from "../parts/caseTitle";
import { go } from "../router";
import { useDesk } from "../session";
import { t } from "../texts";
import { railOf } from "./posts";

/** Cases shown at once. */
const ROWS_MAX = 8;
const PAUSE_MS = 250;

interface FindProps {
  open: boolean;
  onOpen: (open: boolean) => void;
}

type Row = { kind: "case"; key: string; view: CaseView } | { kind: "name"; key: string; text: string } | Suggestion;

/** Finds cases by number, the end of a number, or a party's exact phone, document number or full name; and places and pages. */
export function Find({ open, onOpen }: FindProps): ReactNode {
  const { session, reference } = useDesk();
  const { who } = session;
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<CaseView[] | undefined>();
  const [said, setSaid] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const wanted = halfWidth(typed).trim();
  const rows = useMemo<Row[]>(() => [
    ...(found ?? []).map((view): Row => ({ kind: "case", key: view.caseId, view })),
    ...pagesNamed(wanted, railOf(who)),
    ...placesNamed(wanted, reference, who.centre),
    ...(isName(wanted) && found === undefined ? [{ kind: "name" as const, key: "name", text: wanted }] : []),
  ], [found, wanted, who, reference]);
  useEffect(() => {
    if (open) {
      box.current?.focus();
      box.current?.select();
    }
  }, [open]);

  const look = (question: Promise<CaseView[]>): void => {
    asked.current += 1;
    const turn = asked.current;
    setSaid(t.bar.looking);
    question.then(
      (cases) => {
        if (turn === asked.current) {
          setFound(cases.slice(0, ROWS_MAX));
          setSaid(cases.length === 0 ? t.bar.none(wanted) : cases.length > ROWS_MAX ? t.bar.more(ROWS_MAX) : "");
        }
      },
      (error: unknown) => {
        const failure = failureOf(error);
        if (turn === asked.current) {
          setFound([]);
          setSaid(failure.kind === "missing" || failure.kind === "refused" ? t.bar.none(wanted) : failure.text);
        }
      },
    );
  };
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    asked.current += 1;
    setFound(undefined);
    setAt(0);
    setSaid(t.bar.hint);
    if (!open || wanted.length < SUFFIX_MIN || isName(wanted)) {
      return undefined;
    }
    const timer = setTimeout(() => latest.current(lookFor(wanted)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, open]);

  const close = (): void => {
    onOpen(false);
    setTyped("");
    box.current?.blur();
  };
  const pick = (row: Row | undefined): void => {
    if (row?.kind === "name") {
      look(lookForName(row.text));
    } else if (row !== undefined) {
      close();
      go(row.kind === "case" ? `/cases/${row.view.caseNumber}` : row.path);
    }
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === "Escape") {
      close();
    } else if (event.key === "Enter") {
      pick(rows[at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt((at) => (rows.length === 0 ? 0 : (at + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length));
    }
  };
  return (
    <div className="find" role="search">
      <input
        ref={box} role="combobox" aria-expanded={open} aria-controls="found" aria-label={t.bar.searchLabel} autoComplete="off"
        {...(rows[at] === undefined ? {} : { "aria-activedescendant": `found-${at}` })}
        placeholder={t.bar.search} value={typed} maxLength={40}
        onChange={(event) => setTyped(event.target.value)} onFocus={() => onOpen(true)} onBlur={() => onOpen(false)} onKeyDown={pressed}
      />
      <kbd aria-hidden="true">{t.bar.searchKey}</kbd>
      <div id="found" className="found" role="listbox" aria-label={t.bar.searchLabel} hidden={!open}>
        {rows.map((row, index) => (
          <div key={row.key} id={`found-${index}`} role="option" aria-selected={index === at} className={index === at ? "on" : ""}
            onMouseDown={(event) => {
              // The box keeps the focus, and the list stays, while a name is looked up.
              event.preventDefault();
              pick(row);
            }}>
            <RowText row={row} />
          </div>
        ))}
        {said !== "" && <div className="mut sm" role="status">{said}</div>}
      </div>
    </div>
  );
}

function RowText({ row }: { row: Row }): ReactNode {
  switch (row.kind) {
    case "case":
      return <><b className="num">{shortNumber(row.view.caseNumber)}</b> {titleOf(row.view)} <span className="mut">{partiesLine(row.view)} · {row.view.standing?.phaseText}</span></>;
    case "name":
      return <>{t.bar.byName(row.text)} <span className="mut">{t.bar.byNameNote}</span></>;
    default:
      return <><span className="mut">{t.bar.kinds[row.kind]}</span> {row.text} <span className="mut">{row.note}</span></>;
  }
}
