//! The command line: what can be asked, and which module answers.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use fengqiao_jurisdiction::AccountName;
use fengqiao_runtime::config::{ENV_PREFIX, LogFormat, load};
use fengqiao_runtime::telemetry::{self, FILTER_VARIABLE};
use jiff::SignedDuration;
use jiff::civil::Date;
use uuid::Uuid;

use crate::commands::{
    accounts, can_escalate, case_clocks, case_drafts, case_list, case_show, clock, give, handover,
    handover_begin, health, jurisdiction, keys, pack, person, rebuild, recommendations, rule_sets, rules,
    rules_change, status, streams, token, verify,
};
use crate::config::CtlConfig;
use crate::demo;
use crate::error::{Chain, Error, Exit};
use crate::output;
use crate::reference;

/// Operates an installation of Fengqiao (枫桥).
#[derive(Debug, Parser)]
#[command(name = "fengqiaoctl", version, max_term_width = 100)]
struct Cli {
    /// The configuration of the command line.
    #[arg(long, global = true, env = "FENGQIAO_CONFIG", default_value = ".data/config/ctl.toml")]
    config: PathBuf,
    /// Answer with JSON.
    #[arg(long, global = true)]
    json: bool,
    /// The demo account that asks; the configured one if left out.
    #[arg(long = "as", global = true, value_name = "ACCOUNT")]
    account: Option<AccountName>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Cases, as the views show them.
    #[command(subcommand)]
    Case(Case),
    /// Give any command of the contract, as the account that asks.
    Give(give::Order),
    /// An officer's cases pass to others (承办移交).
    #[command(subcommand)]
    Handover(Handover),
    /// The figures of a period (报表), and whether they agree
    Pack(pack::Asked),
    /// Recommendations to units (三项建议), those that wait longest for an answer first.
    Recommendations(recommendations::Filter),
    /// Would the case rise? Nothing is written.
    CanEscalate(can_escalate::Question),
    /// Decision tables: which are in force, and how they change.
    #[command(subcommand)]
    Rules(Rules),
    /// Who is where.
    #[command(subcommand)]
    Jurisdiction(Jurisdiction),
    /// Prove the logs: chains, decisions, folds, destroyed keys.
    Verify(verify::Scope),
    /// Build the views anew beside the live ones, compare, and switch.
    Rebuild(rebuild::Plan),
    /// Health, positions, lag, parked events, and what the keeper of time has to do.
    Status,
    /// The clock of a demo or test installation.
    #[command(subcommand)]
    Clock(Clock),
    /// The streams that hold the logs. Nothing else creates them.
    #[command(subcommand)]
    Streams(Streams),
    /// Ask services for their health.
    Health(Health),
    /// Keys that sign the tokens of demo accounts.
    #[command(subcommand)]
    Keys(Keys),
    /// List the demo accounts.
    Accounts,
    /// Print a bearer token for a demo account.
    Token {
        /// The account.
        account: AccountName,
    },
    /// Personal data.
    #[command(subcommand)]
    Person(Person),
    /// Write the reference pages from the code.
    Reference(reference::Target),
    /// Play two cases through the public API, narrated.
    Demo,
}

#[derive(Debug, Subcommand)]
enum Case {
    /// One case and its timeline across all levels.
    Show {
        /// Number or id.
        case: String,
    },
    /// The running clocks of a case, each with the way its last day was found.
    Clocks {
        /// Number or id.
        case: String,
    },
    /// Cases by filter.
    List(case_list::Filter),
    /// Registrations that were begun and not finished.
    Drafts(case_drafts::Filter),
}

#[derive(Debug, Subcommand)]
enum Rules {
    /// Check one table, or the folder of a rule set.
    Check {
        /// A table's file, or a folder with ruleset.json.
        path: PathBuf,
    },
    /// The rule sets that there are, were and are proposed, the latest first.
    List(rule_sets::Filter),
    /// One rule set with its texts.
    Show(rule_sets::Choice),
    /// What a draft would have changed of what was decided. Nothing is written.
    Replay(rules_change::Question),
    /// Propose the set in a folder, as a rule editor of the city.
    Submit(rules_change::Submission),
    /// Send a draft back, as a rule approver.
    Return(rules_change::Return),
    /// Replay a draft over the last decisions and bring it into force from its day on, as a rule approver.
    Approve(rules_change::Approval),
}

#[derive(Debug, Subcommand)]
enum Jurisdiction {
    /// Check the folder of a jurisdiction, and count what it has.
    Check {
        /// The folder.
        folder: PathBuf,
        /// The day of the organisation that is counted; today if left out.
        #[arg(long)]
        as_of: Option<Date>,
    },
}

#[derive(Debug, Subcommand)]
enum Clock {
    /// Move it forward for every process of the installation.
    Advance {
        /// How far: `3d`, `2h`, `90 min`. A day has 24 hours.
        #[arg(value_parser = clock::duration)]
        by: SignedDuration,
    },
}

#[derive(Debug, Subcommand)]
enum Streams {
    /// Create those that are missing, and prove those that exist.
    Create {
        /// Copies of each: 1, or 3 in different failure zones.
        #[arg(long, default_value_t = 1)]
        replicas: usize,
    },
    /// Heads, epochs and copies.
    Status,
}

#[derive(Debug, Args)]
struct Health {
    /// host:port of each.
    #[arg(required = true)]
    addresses: Vec<SocketAddr>,
    /// Wait so long until all can serve.
    #[arg(long, default_value = "0s", value_parser = clock::duration)]
    wait: SignedDuration,
}

#[derive(Debug, Subcommand)]
enum Handover {
    /// Hand all of an officer's open cases to others, as the head who asks.
    Begin(handover_begin::Order),
    /// How far it has come, case by case.
    Show {
        /// Its id, as the command gave it.
        handover: String,
    },
}

#[derive(Debug, Subcommand)]
enum Keys {
    /// Make a signing key, or rotate to a new one.
    Create {
        /// The folder of the keys.
        folder: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum Person {
    /// Read one party of a case unmasked. Who read it, when and why is kept for good.
    Reveal {
        /// Number or id of the case.
        case: String,
        /// The party.
        party: Uuid,
        /// Why the data are needed, in 10 to 500 characters.
        #[arg(long)]
        reason: String,
    },
    /// Who read personal data of a case, and why.
    Accesses {
        /// Number or id of the case.
        case: String,
    },
}

/// Reads the command line, does what it asks, and tells the shell how it went.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    // An answer is read by people and scripts: the log of the libraries would only stand in between, unless asked for.
    if std::env::var_os(FILTER_VARIABLE).is_some()
        && let Err(error) = telemetry::init(LogFormat::Pretty)
    {
        complain(&error);
        return Exit::Unusable.into();
    }
    match Box::pin(answer(cli)).await {
        Ok(exit) => exit.into(),
        // A reader such as `head` that has seen enough is no failure.
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Sound.into(),
        Err(error) => {
            complain(&error);
            error.exit().into()
        }
    }
}

fn complain(error: &dyn std::error::Error) {
    // Standard error is the last place there is to say something.
    writeln!(io::stderr(), "fengqiaoctl: {}", Chain(error)).ok();
}

async fn answer(cli: Cli) -> Result<Exit, Error> {
    let json = cli.json;
    // What needs no installation comes first, so that it works before there is one.
    match &cli.command {
        Command::Rules(Rules::Check { path }) => return output::write(&rules::check(path)?, json),
        Command::Jurisdiction(Jurisdiction::Check { folder, as_of }) => {
            return output::write(&jurisdiction::check(folder, *as_of)?, json);
        }
        Command::Reference(target) => return output::write(&reference::run(target)?, json),
        Command::Keys(Keys::Create { folder }) => return output::write(&keys::create(folder)?, json),
        Command::Health(health) => {
            return output::write(&health::ask(&health.addresses, health.wait).await, json);
        }
        _ => {}
    }
    let mut config = load::<CtlConfig>(&cli.config, ENV_PREFIX).map_err(Error::Config)?;
    if let Some(account) = cli.account {
        config.account = account;
    }
    match cli.command {
        Command::Case(Case::Show { case }) => output::write(&case_show::show(&config, &case).await?, json),
        Command::Case(Case::Clocks { case }) => {
            output::write(&case_clocks::show(&config, &case).await?, json)
        }
        Command::Case(Case::List(filter)) => output::write(&case_list::list(&config, filter).await?, json),
        Command::Case(Case::Drafts(filter)) => {
            output::write(&case_drafts::list(&config, filter).await?, json)
        }
        Command::Give(order) => output::write(&give::give(&config, order).await?, json),
        Command::Handover(Handover::Begin(order)) => {
            output::write(&handover_begin::begin(&config, order).await?, json)
        }
        Command::Handover(Handover::Show { handover }) => {
            output::write(&handover::show(&config, handover).await?, json)
        }
        Command::Pack(asked) => output::write(&pack::read(&config, asked).await?, json),
        Command::Recommendations(filter) => {
            output::write(&recommendations::list(&config, filter).await?, json)
        }
        Command::CanEscalate(question) => output::write(&can_escalate::ask(&config, question).await?, json),
        Command::Verify(scope) => output::write(&verify::run(&config, &scope).await?, json),
        Command::Rebuild(plan) => output::write(&rebuild::run(&config, &plan).await?, json),
        Command::Status => output::write(&status::ask(&config).await?, json),
        Command::Clock(Clock::Advance { by }) => output::write(&clock::advance(&config, by)?, json),
        Command::Streams(Streams::Create { replicas }) => {
            output::write(&streams::create(&config, replicas).await?, json)
        }
        Command::Streams(Streams::Status) => output::write(&streams::status(&config).await?, json),
        Command::Accounts => output::write(&accounts::list(&config)?, json),
        Command::Token { account } => output::write(&token::issue(&config, &account)?, json),
        Command::Person(Person::Reveal { case, party, reason }) => {
            output::write(&person::reveal(&config, &case, party, reason).await?, json)
        }
        Command::Person(Person::Accesses { case }) => {
            output::write(&person::accesses(&config, &case).await?, json)
        }
        Command::Demo => demo::run(&config, json).await,
        Command::Rules(Rules::List(filter)) => output::write(&rule_sets::list(&config, filter).await?, json),
        Command::Rules(Rules::Show(choice)) => output::write(&rule_sets::show(&config, choice).await?, json),
        Command::Rules(Rules::Replay(question)) => {
            output::write(&rules_change::replay(&config, question).await?, json)
        }
        Command::Rules(Rules::Submit(draft)) => {
            output::write(&rules_change::submit(&config, draft).await?, json)
        }
        Command::Rules(Rules::Return(draft)) => {
            output::write(&rules_change::send_back(&config, draft).await?, json)
        }
        Command::Rules(Rules::Approve(draft)) => {
            output::write(&rules_change::approve(&config, draft).await?, json)
        }
        Command::Rules(Rules::Check { .. })
        | Command::Jurisdiction(_)
        | Command::Reference(_)
        | Command::Keys(_)
        | Command::Health(_) => Ok(Exit::Sound),
    }
}
