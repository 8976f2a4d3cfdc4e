import type { ReactNode } from "react";
import { paperDay, type Day } from "../../logic/dates";
import { p } from "../../textsOfPapers";

interface SheetProps {
  title: string;
  number: string;
  /** Who issues it; none where the parties do. */
  issuer?: string | undefined;
  on?: Day;
  children: ReactNode;
  /** What follows the seal. */
  after?: ReactNode;
}

/** An A4 page: title, number, text, and who stands for it. */
export function Sheet({ title, number, issuer, on = "", children, after }: SheetProps): ReactNode {
  return (
    <article className="a4" aria-label={title}>
      <h2 className="a4-title">{title}</h2>
      <p className="a4-number">{number}</p>
      <div className="a4-body">{children}</div>
      {issuer !== undefined && (
        <div className="a4-seal">
          <p>{issuer}{p.seal}</p>
          <p>{paperDay(on)}</p>
        </div>
      )}
      {after}
    </article>
  );
}

/** The foot of a notice, on which whoever gets it signs. */
export function ServiceStub(): ReactNode {
  return (
    <table className="a4-table a4-stub">
      <caption>{p.served}</caption>
      <tbody>
        <tr><th scope="row">{p.receiver}</th><td /><th scope="row">{p.receivedOn}</th><td /></tr>
        <tr><td colSpan={4}>{p.servedRow(p.means)}</td></tr>
      </tbody>
    </table>
  );
}
