import { Button, Input } from "antd";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { failureOf } from "../api/failure";
import { ConsoleFault, readAccounts, signIn, type Officer, type Session } from "../api/session";
import { t } from "../texts";

/** One way in per kind of post, for whoever comes here first. */
const STARTS: { role: string; level: string; text: string }[] = [
  { role: "clerk", level: "township", text: t.signin.starts.window },
  { role: "station_head", level: "village", text: t.signin.starts.village },
  { role: "dispatcher", level: "township", text: t.signin.starts.dispatch },
  { role: "dispatcher", level: "county", text: t.signin.starts.county },
  { role: "command_officer", level: "city", text: t.signin.starts.city },
];

/** Of a division code. */
const COUNTY_DIGITS = 6;

export function SignIn({ onEnter }: { onEnter: (session: Session) => Promise<void> }): ReactNode {
  const [accounts, setAccounts] = useState<Officer[]>([]);
  const [typed, setTyped] = useState("");
  const [filter, setFilter] = useState("");
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${t.signin.title} ${t.product}`;
    readAccounts().then(setAccounts, () => setSaid(t.signin.away));
  }, []);
  const starts = useMemo(() => startsIn(accounts), [accounts]);
  const shown = accounts.filter((account) => matches(account, filter));
  const city = accounts.find((account) => account.level === "city")?.centre_name.replace(/矛.*$/, "") ?? "";

  const enter = (account: string): void => {
    if (account === "" || busy) {
      return;
    }
    setBusy(true);
    setSaid("");
    signIn(account)
      .then(onEnter)
      .catch((error: unknown) => {
        setBusy(false);
        setSaid(error instanceof ConsoleFault && error.status === 404 ? t.signin.wrong : error instanceof ConsoleFault ? failureOf(error).text : t.signin.away);
      });
  };
  return (
    <main className="door">
      <section className="door-name">
        <div className="door-mark">{t.product}</div>
        <h1>{t.platform(city)}</h1>
        <p>{t.motto}</p>
        <p className="sm">{t.signin.demo}</p>
      </section>
      <section className="door-in">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            enter(typed.trim());
          }}
        >
          <label htmlFor="account">{t.signin.account}</label>
          <Input id="account" autoFocus autoComplete="username" value={typed} maxLength={64} onChange={(event) => setTyped(event.target.value)} />
          <Button type="primary" htmlType="submit" loading={busy}>{t.signin.enter}</Button>
        </form>
        <p className="fault" role="alert">{said}</p>
        <h2>{t.signin.start}</h2>
        <ul className="starts">
          {starts.map(({ text, account }) => (
            <li key={account.account}>
              <button type="button" onClick={() => enter(account.account)} disabled={busy}>
                <b>{text}</b>
                <span>{account.role_names.join(t.and)}</span>
                <span>{account.centre_name}</span>
              </button>
            </li>
          ))}
        </ul>
        <div className="door-all">
          <h2>{t.signin.other} <span className="mut">{accounts.length}</span></h2>
          <Input aria-label={t.signin.search} placeholder={t.signin.search} value={filter} onChange={(event) => setFilter(event.target.value)} allowClear />
        </div>
        <div className="door-list" role="region" aria-label={t.signin.other} tabIndex={0}>
          <table className="rows">
            <thead>
              <tr><th scope="col">{t.signin.post}</th><th scope="col">{t.signin.unit}</th><th scope="col">{t.signin.account}</th><th scope="col" aria-label={t.signin.enter} /></tr>
            </thead>
            <tbody>
              {shown.map((account) => (
                <tr key={account.account}>
                  <td>{account.role_names.join(t.and)}</td>
                  <td>{account.unit_name ?? account.centre_name}</td>
                  <td className="mut">{account.account}</td>
                  <td><Button size="small" onClick={() => enter(account.account)} disabled={busy} aria-label={`${t.signin.enter} ${account.account}`}>{t.signin.enter}</Button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </main>
  );
}

function startsIn(accounts: Officer[]): { text: string; account: Officer }[] {
  // All in one county, so that a case can be followed up and down.
  const county = accounts.find((account) => account.level === "township")?.centre.slice(0, COUNTY_DIGITS) ?? "";
  const sorted = [...accounts].sort((a, b) => Number(b.centre.startsWith(county)) - Number(a.centre.startsWith(county)));
  return STARTS.flatMap(({ role, level, text }) => {
    const account = sorted.find((account) => account.level === level && account.roles.includes(role));
    return account === undefined ? [] : [{ text, account }];
  });
}

function matches(account: Officer, filter: string): boolean {
  const text = `${account.account} ${account.name} ${account.centre_name} ${account.unit_name ?? ""} ${account.role_names.join(" ")}`;
  return filter.trim().split(/\s+/).every((word) => text.includes(word));
}
