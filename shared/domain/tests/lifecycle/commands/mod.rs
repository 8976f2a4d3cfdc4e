//! Command by command: what happens, what is refused and with which code.

mod acceptance;
mod appeals;
mod closing;
mod danger;
mod dispatch;
mod drafts;
mod escalation;
mod handling;
mod intake;
mod joint;
mod keys;
mod levels;
mod links;
mod mediation;
mod moves;
mod on_the_spot;
mod orders;
mod petition;
mod proxies;
mod recusal;
mod redirect;
mod review;
mod settlement;
mod stages;
mod supervision;
mod time;
