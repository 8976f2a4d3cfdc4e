import { Button } from "antd";
import { useMemo, type ReactNode } from "react";
import { FreshButton, ListBody } from "../parts/ListBody";
import { PageHead } from "../parts/PageHead";
import { StateNotice } from "../parts/StateNotice";
import { useCases } from "../parts/useCases";
import { Views, type View } from "../parts/Views";
import { casesUrl, filtersOf } from "../logic/filters";
import { go, usePlace } from "../router";
import { mayGive, useDesk } from "../session";
import { t } from "../texts";

const VIEWS: View[] = [
  { text: t.queue.views.all, filters: {} },
  { text: t.queue.views.overdue, filters: { due: "overdue" } },
  { text: t.queue.views.today, filters: { due: "today" } },
  { text: t.queue.views.mine, filters: { mine: true } },
  { text: t.queue.views.accept, filters: { state: ["registered"] } },
  { text: t.queue.views.sign, filters: { state: ["dispatched"] } },
  { text: t.queue.views.follow, filters: { state: ["follow_up"] } },
];

/** What must be done next at this centre, before which term. */
export function Todo(): ReactNode {
  const { query } = usePlace();
  const { session } = useDesk();
  const { filters } = useMemo(() => filtersOf(query), [query]);
  const list = useCases(filters);
  const here = casesUrl(filters, "/todo");
  const registers = mayGive(session, "register_case");
  const count = list.at === undefined ? "" : `(${list.cases.length}${list.more ? "+" : ""}) `;
  return (
    <main className="main">
      <PageHead title={t.queue.todo} tab={`${count}${t.queue.todo}`}
        right={
          <>
            <FreshButton list={list} />
            {registers && (
              <Button type="primary" onClick={() => go("/register")}>
                {t.queue.register} <kbd>{t.queue.registerKey}</kbd>
              </Button>
            )}
          </>
        }>
        <Views label={t.queue.todo} path="/todo" views={VIEWS} filters={filters} />
      </PageHead>
      <ListBody list={list} label={t.queue.todo} levels={false}
        empty={<StateNotice text={here === "/todo" ? t.queue.empty : t.queue.filtered}
          action={registers && here === "/todo" ? { text: t.queue.register, go: () => go("/register") } : { text: t.queue.clear, go: () => go("/todo") }} />} />
    </main>
  );
}
