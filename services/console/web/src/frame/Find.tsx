import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { failureOf } from "../api/failure";
import { lookFor, SUFFIX_MIN } from "../api/lookFor";
import type { CaseView } from "../gen/fengqiao/v1/query_pb";
import { shortNumber } from "../logic/caseNumber";
import { halfWidth, partiesLine } from "../logic/people";
import { titleOf } from "../parts/caseTitle";
import { go } from "../router";
import { t } from "../texts";

/** Rows shown at once. */
const ROWS_MAX = 8;
const PAUSE_MS = 250;

interface FindProps {
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** Finds a case by its number, the end of its number, or the exact phone or document number of a party. */
export function Find({ open, onOpen }: FindProps): ReactNode {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<CaseView[] | undefined>();
  const [said, setSaid] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) {
      box.current?.focus();
      box.current?.select();
    }
  }, [open]);
  useEffect(() => {
    setFound(undefined);
    setAt(0);
    const wanted = halfWidth(typed).trim();
    if (!open || wanted.length < SUFFIX_MIN) {
      setSaid(t.bar.hint);
      return undefined;
    }
    let current = true;
    const timer = setTimeout(() => {
      setSaid(t.bar.looking);
      lookFor(wanted)
        .then((cases) => {
          if (current) {
            setFound(cases.slice(0, ROWS_MAX));
            setSaid(cases.length === 0 ? t.bar.none(wanted) : "");
          }
        })
        .catch((error: unknown) => {
          const failure = failureOf(error);
          if (current) {
            setFound([]);
            setSaid(failure.kind === "missing" || failure.kind === "refused" ? t.bar.none(wanted) : failure.text);
          }
        });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [typed, open]);

  const close = (): void => {
    onOpen(false);
    setTyped("");
    box.current?.blur();
  };
  const pick = (view: CaseView | undefined): void => {
    if (view !== undefined) {
      close();
      go(`/cases/${view.caseNumber}`);
    }
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    const rows = found?.length ?? 0;
    if (event.key === "Escape") {
      close();
    } else if (event.key === "Enter") {
      pick(found?.[at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt((at) => (rows === 0 ? 0 : (at + (event.key === "ArrowDown" ? 1 : rows - 1)) % rows));
    }
  };
  return (
    <div className="find" role="search">
      <input
        ref={box} role="combobox" aria-expanded={open} aria-controls="found" aria-label={t.bar.searchLabel} autoComplete="off"
        {...(found?.[at] === undefined ? {} : { "aria-activedescendant": `found-${at}` })}
        placeholder={t.bar.search} value={typed} maxLength={40}
        onChange={(event) => setTyped(event.target.value)} onFocus={() => onOpen(true)} onKeyDown={pressed}
        onBlur={() => setTimeout(() => onOpen(false), 150)}
      />
      <kbd aria-hidden="true">{t.bar.searchKey}</kbd>
      <div id="found" className="found" role="listbox" aria-label={t.bar.searchLabel} hidden={!open}>
        {found?.map((view, index) => (
          <div key={view.caseId} id={`found-${index}`} role="option" aria-selected={index === at} className={index === at ? "on" : ""}
            onMouseDown={() => pick(view)}>
            <b className="num">{shortNumber(view.caseNumber)}</b> {titleOf(view)} <span className="mut">{partiesLine(view)} · {view.standing?.phaseText}</span>
          </div>
        ))}
        {said !== "" && <div className="mut sm" role="status">{said}</div>}
      </div>
    </div>
  );
}
