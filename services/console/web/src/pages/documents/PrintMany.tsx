import { Button } from "antd";
import { useEffect, type ReactNode } from "react";
import { failureOf } from "../../api/failure";
import { useAsk } from "../../api/useAsk";
import { readWhole, type Whole } from "../../api/whole";
import { shortNumber } from "../../logic/caseNumber";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { useDesk } from "../../session";
import { d } from "../../textsOfDaily";
import { p } from "../../textsOfPapers";
import { PaperOf } from "../papers/PaperOf";
import { papersOf } from "../papers/papers";
import { inSides } from "../papers/subject";
import type { OwedPaper } from "./owed";

/** Files that are read at once. */
const ABREAST = 6;

type Read = { row: OwedPaper; whole: Whole } | { row: OwedPaper; why: string };

/** The selected papers one after the other, to be printed in one go. */
export function PrintMany({ rows, onClose }: { rows: OwedPaper[]; onClose: () => void }): ReactNode {
  const asked = useAsk(`print/${rows.map((row) => row.id).join()}`, () => readAll(rows));
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape") {
        onClose();
      } else if (event.code === "KeyP" && !event.ctrlKey && !event.altKey && !(event.target instanceof HTMLElement && event.target.isContentEditable)) {
        event.preventDefault();
        window.print();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [onClose]);
  return (
    <main className="main print-page print-many">
      <PageHead title={d.documents.batch}
        right={
          <>
            <Button onClick={onClose}>{d.documents.back}</Button>
            <Button type="primary" disabled={asked.data === undefined} onClick={() => window.print()}>{p.print} <kbd>{p.printKey}</kbd></Button>
          </>
        } />
      <div className="print-sheet grow" role="region" aria-label={d.documents.batch} tabIndex={0}>
        {asked.data === undefined && <p role="status">{d.documents.reading}</p>}
        {asked.data?.map((read) => <Printed key={read.row.id} read={read} />)}
      </div>
      <StatusLine text={p.fillIn} />
    </main>
  );
}

function Printed({ read }: { read: Read }): ReactNode {
  const { reference } = useDesk();
  const number = shortNumber(read.row.view.caseNumber);
  if ("why" in read) {
    return <p className="strip near">{d.documents.failed(number, read.why)}</p>;
  }
  const view = read.whole.answer.case;
  const paper = view === undefined ? undefined : papersOf(read.whole.entries).find(({ doc }) => doc === read.row.doc);
  return view === undefined || paper === undefined ? <p className="strip near">{d.documents.nothing(number)}</p> : (
    <PaperOf view={view} entries={read.whole.entries} paper={paper} parties={inSides(view.parties)} reference={reference} />
  );
}

async function readAll(rows: OwedPaper[]): Promise<Read[]> {
  const read: Read[] = [];
  for (let at = 0; at < rows.length; at += ABREAST) {
    read.push(...(await Promise.all(rows.slice(at, at + ABREAST).map(readOne))));
  }
  return read;
}

async function readOne(row: OwedPaper): Promise<Read> {
  try {
    return { row, whole: await readWhole(row.view.caseId) };
  } catch (error) {
    return { row, why: failureOf(error).text };
  }
}
