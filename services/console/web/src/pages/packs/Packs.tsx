import { Select } from "antd";
import { useMemo, type ReactNode } from "react";
import { packUrl, readFrozen, readPack, sheetUrl, type PackView } from "../../api/packs";
import { useAsk } from "../../api/useAsk";
import { today } from "../../logic/dates";
import type { GetPackResponse } from "../../gen/fengqiao/v1/packs_pb";
import { listedOn, periodOf, readPeriod } from "../../logic/packs";
import { PageHead, StatusLine } from "../../parts/PageHead";
import { StateNotice } from "../../parts/StateNotice";
import { go, usePlace } from "../../router";
import { useDesk } from "../../session";
import { t } from "../../texts";
import { k } from "../../textsOfPacks";
import { Checks } from "./Checks";
import { Freeze } from "./Freeze";
import { PackTable } from "./PackTable";
import { PeriodList } from "./PeriodList";
import { periodText } from "./words";

/** 报表: the figures of a period, compared, checked, and frozen before they leave the house. */
export function Packs({ period }: { period: string }): ReactNode {
  const { session, reference } = useDesk();
  const { query } = usePlace();
  const day = today();
  const named = readPeriod(period);
  const at = named ?? periodOf("week", day);
  const view: PackView = useMemo(
    () => ({ period: at.id, area: query.get("area") ?? "", channel: query.get("channel") ?? "", compare: query.get("compare") ?? "" }),
    [at.id, query],
  );
  const frozen = useAsk("packs-frozen", readFrozen);
  const asked = useAsk(`pack/${packUrl(view)}`, () => readPack(view));
  // Figures of another period or area are not shown under this one's name.
  const pack = asked.data !== undefined && isOf(asked.data, view, session.who.centre) ? asked.data : undefined;
  const set = (change: Partial<PackView>, passing = false): void => go(packUrl({ ...view, ...change }), passing);
  const own = session.who.centre;
  const areas = [own, ...reference.childrenOf(own).map((place) => place.code)];
  const channels = [{ value: "", label: k.all }, ...reference.choices("channel")];
  const chosen = readPeriod(view.compare);
  const listed = listedOn(day).filter((other) => other.unit === at.unit && other.id !== at.id);
  const others = chosen === undefined || listed.some((other) => other.id === chosen.id) ? listed : [...listed, chosen];
  const state = frozen.data?.some((pack) => pack.period === at.id) === true ? "frozen" : at.last < day ? "open" : "running";
  if (named === undefined && period !== "") {
    return <StateNotice text={t.failure.page} action={{ text: k.title, go: () => go("/packs", true) }} />;
  }
  return (
    <main className="main packs-page">
      <PageHead title={`${k.title} ${periodText(at)}`} right={pack !== undefined && (
        <a href={sheetUrl(view)} download>{k.xlsx}</a>
      )}>
        <span>{k.states[state]}</span> <span className="mut">{k.cut(at.last)}</span>
      </PageHead>
      <div className="packs-scope">
        <label>{k.area} <Select showSearch optionFilterProp="label" aria-label={k.area} value={view.area === "" ? own : view.area} onChange={(area) => set({ area: area === own ? "" : area })}
          options={areas.map((value) => ({ value, label: reference.placeName(value) }))} popupMatchSelectWidth={false} /></label>
        <label>{k.channel} <Select showSearch optionFilterProp="label" aria-label={k.channel} value={view.channel} onChange={(channel) => set({ channel })}
          options={channels} popupMatchSelectWidth={false} /></label>
        <label>{k.compare} <Select showSearch optionFilterProp="label" aria-label={k.compare} value={view.compare} onChange={(compare) => set({ compare })}
          options={[{ value: "", label: k.previous }, ...others.map((other) => ({ value: other.id, label: periodText(other) }))]} popupMatchSelectWidth={false} /></label>
        {pack !== undefined && <Freeze key={pack.period} pack={pack} onDone={() => {
          asked.again();
          frozen.again();
        }} />}
      </div>
      <div className="packs">
        <PeriodList at={at.id} frozen={frozen.data ?? []} onChoose={(id, passing) => set({ period: id, compare: "" }, passing)} />
        {pack === undefined ? (
          <div>{asked.failure !== undefined && <StateNotice text={asked.failure.text} onRetry={asked.again} />}</div>
        ) : (
          <div className="sheet packs-sheet" tabIndex={0} role="region" aria-label={k.title}>
            <Checks checks={pack.checks} />
            <PackTable pack={pack} />
          </div>
        )}
      </div>
      <StatusLine text={asked.failure?.text ?? frozen.failure?.text ?? k.status} />
    </main>
  );
}

function isOf(pack: GetPackResponse, { period, area, channel, compare }: PackView, own: string): boolean {
  const compared = pack.columns[1]?.period ?? "";
  return pack.period === period && pack.centre === (area === "" ? own : area) && pack.channel === channel && (compare === "" || compared === compare);
}
