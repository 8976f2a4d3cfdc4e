import { Fragment, type ReactNode } from "react";
import type { GetPackResponse, PackLine } from "../../gen/fengqiao/v1/packs_pb";
import { readPeriod, valueText, type Value } from "../../logic/packs";
import { zh } from "../../logic/punctuation";
import { useDesk } from "../../session";
import { k } from "../../textsOfPacks";
import { periodText } from "./words";

const NOTHING: Value = { numerator: 0n, denominator: 1n };
/** The columns of periods; the others are areas. */
const PERIODS = 3;

/** Every line with its parts; an area per column to the right. */
export function PackTable({ pack }: { pack: GetPackResponse }): ReactNode {
  const { reference } = useDesk();
  const groups = [...new Set(pack.lines.map((line) => line.group))];
  const areas = pack.columns.slice(PERIODS);
  const named = (index: number): string => {
    const period = readPeriod(pack.columns[index]?.period ?? "");
    return period === undefined ? "" : periodText(period);
  };
  const then = (line: PackLine): Value | undefined => {
    const { frozen } = pack;
    if (frozen === undefined || !frozen.differing.includes(`${line.group}.${line.id}`)) {
      return undefined;
    }
    return frozen.figures.find((figure) => figure.group === line.group && figure.id === line.id)?.value ?? NOTHING;
  };
  const shown = (line: PackLine, value: Value): string => {
    const text = valueText(line.kind, value);
    return text === undefined ? k.none : line.kind === "mean" ? k.days(text) : text;
  };
  // No share without what it is a share of.
  const withParts = (line: PackLine, value: Value = NOTHING): ReactNode => (
    <>{shown(line, value)}{line.kind !== "count" && value.denominator !== 0n && <small>{String(value.numerator)}/{String(value.denominator)}</small>}</>
  );
  return (
    <table className="rows packs-table">
      <thead>
        <tr>
          <th scope="col">{k.indicator}</th>
          <th scope="col" title={named(0)}>{k.thisPeriod}</th><th scope="col">{k.parts}</th>
          <th scope="col" title={named(1)}>{named(1)}</th><th scope="col" title={named(2)}>{k.yearBefore}</th>
          {areas.map((column) => <th key={column.key} scope="col">{reference.placeName(column.key)}</th>)}
          <th scope="col" className="packs-formula">{k.formula}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => {
          const lines = pack.lines.filter((line) => line.group === group);
          return (
            <Fragment key={group}>
              <tr className="packs-group"><th scope="rowgroup" colSpan={PERIODS + 3 + areas.length}>{lines[0]?.groupName}</th></tr>
              {lines.map((line) => {
                const [value = NOTHING, compared, yearBefore, ...below] = line.values;
                const old = then(line);
                return (
                  <tr key={line.id} className={old === undefined ? "" : "packs-differs"}>
                    <th scope="row">{zh(line.name)}{line.kind !== "count" && <span className="mut num"> {line.id}</span>}</th>
                    <td className="num"><b>{shown(line, value)}</b>{old !== undefined && <span className="near-text"> ≠ {k.then(shown(line, old))}</span>}</td>
                    <td className="num mut">{line.kind === "count" ? "" : `${value.numerator} / ${value.denominator}`}</td>
                    <td className="num">{withParts(line, compared)}</td>
                    <td className="num">{withParts(line, yearBefore)}</td>
                    {below.map((each, index) => <td key={areas[index]?.key} className="num">{withParts(line, each)}</td>)}
                    <td className="mut packs-formula">{zh(line.formula)}</td>
                  </tr>
                );
              })}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}
