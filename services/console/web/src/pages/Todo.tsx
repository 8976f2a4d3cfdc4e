import { Button } from "antd";
import { useMemo, type ReactNode } from "react";
import { FreshButton, ListBody } from "../parts/ListBody";
import { PageHead } from "../parts/PageHead";
import { StateNotice } from "../parts/StateNotice";
import { useCases } from "../parts/useCases";
import { casesUrl, filtersOf, type Filters } from "../logic/filters";
import { go, Link, usePlace } from "../router";
import { mayGive, useDesk } from "../session";
import { t } from "../texts";

const VIEWS: { text: string; filters: Partial<Filters> }[] = [
  { text: t.queue.views.all, filters: {} },
  { text: t.queue.views.mine, filters: { mine: true } },
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
        <nav className="views" aria-label={t.queue.todo}>
          {VIEWS.map(({ text, filters: view }) => {
            const to = casesUrl(view, "/todo");
            const on = to === here;
            return (
              <Link key={to} to={to} className={on ? "on" : ""} {...(on ? { "aria-current": "true" as const } : {})}>
                {text}{on && list.at !== undefined ? ` ${list.cases.length}${list.more ? "+" : ""}` : ""}
              </Link>
            );
          })}
        </nav>
      </PageHead>
      <ListBody list={list} label={t.queue.todo} levels={false}
        empty={<StateNotice text={here === "/todo" ? t.queue.empty : t.queue.filtered}
          action={registers && here === "/todo" ? { text: t.queue.register, go: () => go("/register") } : { text: t.queue.clear, go: () => go("/todo") }} />} />
    </main>
  );
}
