//! A command that is sent again, however late, leads to one message and to the first outcome.

use anyhow::Result;
use fengqiao_api::v1::{ClassifyMatterRequest, CommandOutcome, RegisterCaseRequest};
use fengqiao_scenarios::{Answer as _, Platform, Service, Told as _, forms};
use jiff::SignedDuration;

/// The outcome without the mark that it is a repeated one.
fn first(outcome: &CommandOutcome) -> CommandOutcome {
    CommandOutcome { repeated: false, ..outcome.clone() }
}

async fn at_the_same_moment(platform: &Platform) -> Result<()> {
    let heads = total(platform).await?;
    let form = forms::village_dispute(platform.today());
    let send = async || platform.township("zhengzha-mediator")?.register_case(form.clone()).await.done();
    let (one, two, three) = tokio::try_join!(send(), send(), send())?;
    assert_eq!((first(&one), first(&one)), (first(&two), first(&three)));
    let told_first = [&one, &two, &three].into_iter().filter(|outcome| !outcome.repeated).count();
    assert_eq!(told_first, 1);
    assert_eq!(total(platform).await?, heads + 1);
    Ok(())
}

async fn at_once_after_a_restart_and_after_ten_minutes(platform: &mut Platform) -> Result<()> {
    let heads = total(platform).await?;
    let form = forms::village_dispute(platform.today());
    let registered = platform.township("zhengzha-mediator")?.register_case(form.clone()).await.done()?;
    let classify = forms::classify(&registered.case_id, forms::DITCH);
    let classified = platform.township("zhengzha-head")?.classify_matter(classify.clone()).await.done()?;
    assert!(!registered.repeated && !classified.repeated);

    again(platform, &form, &registered, &classify, &classified).await?;
    platform.kill(Service::Township)?;
    platform.restart(Service::Township).await?;
    again(platform, &form, &registered, &classify, &classified).await?;
    platform.advance(SignedDuration::from_mins(10))?;
    again(platform, &form, &registered, &classify, &classified).await?;
    assert_eq!(total(platform).await?, heads + 2);
    Ok(())
}

/// Both commands come again, the later one first.
async fn again(
    platform: &Platform,
    form: &RegisterCaseRequest,
    registered: &CommandOutcome,
    classify: &ClassifyMatterRequest,
    classified: &CommandOutcome,
) -> Result<()> {
    let repeated = platform.township("zhengzha-head")?.classify_matter(classify.clone()).await.done()?;
    assert!(repeated.repeated);
    assert_eq!(&first(&repeated), classified);
    // The outcome is the first one, although the case has moved on since.
    let repeated = platform.township("zhengzha-mediator")?.register_case(form.clone()).await.done()?;
    assert!(repeated.repeated);
    assert_eq!(&first(&repeated), registered);
    assert_eq!(repeated.query_code, registered.query_code);
    Ok(())
}

async fn an_id_stands_for_one_content(platform: &Platform) -> Result<()> {
    let form = forms::village_dispute(platform.today());
    platform.township("zhengzha-mediator")?.register_case(form.clone()).await.done()?;
    let heads = platform.decisions().await?;
    let other = RegisterCaseRequest { headcount: Some(7), ..form };
    let refused = platform.township("zhengzha-mediator")?.register_case(other).await.refused()?;
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("D07", Some("header.command_id")));
    assert_eq!(platform.decisions().await?, heads);
    Ok(())
}

/// Who registers is part of what a registration is: another officer's command is another case.
async fn another_officer_registers_another_case(platform: &Platform) -> Result<()> {
    let form = forms::village_dispute(platform.today());
    let one = platform.township("zhengzha-mediator")?.register_case(form.clone()).await.done()?;
    let two = platform.township("zhengzha-grid")?.register_case(form).await.done()?;
    assert_ne!((&one.case_id, &one.case_number), (&two.case_id, &two.case_number));
    assert!(one.sequence()? < two.sequence()?);
    Ok(())
}

/// Messages in all logs.
async fn total(platform: &Platform) -> Result<u64> {
    Ok(platform.decisions().await?.iter().sum())
}

/// Covers: D07
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_repeated_command_leads_to_one_message_and_to_the_first_outcome() -> Result<()> {
    let mut platform = Platform::start().await?;
    at_the_same_moment(&platform).await?;
    at_once_after_a_restart_and_after_ten_minutes(&mut platform).await?;
    an_id_stands_for_one_content(&platform).await?;
    another_officer_registers_another_case(&platform).await?;
    Ok(())
}
