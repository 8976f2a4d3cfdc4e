//! Who sees what of a person.

use anyhow::{Context as _, Result};
use fengqiao_api::v1;
use fengqiao_vault::KeyOwner;
use sqlx::{Connection as _, PgConnection};
use tonic::{Code, Request};

use crate::world::{World, eventually, get, refusal};
use crate::writer::{LI, Typed, WANG, Writer, claimant_id};

fn party<'a>(view: &'a v1::CaseView, role: &str) -> Result<&'a v1::PartyView> {
    view.parties.iter().find(|party| party.role == role).context("a party")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_holder_reads_persons_others_above_see_them_masked_and_nobody_else_sees_the_case() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, position) = writer.register("touzha-clerk").await?;
    let at = [position];

    let holder = service.case(world.by("touzha-clerk", get(case, &at))?).await?;
    let claimant = party(&holder, "claimant")?;
    assert_eq!(
        (claimant.name.as_str(), claimant.phone.as_str(), claimant.masked),
        ("王小明", "13952000001", false)
    );
    assert_eq!(holder.brief, "两家为水渠争执。");

    let above = service.case(world.by("pingluo-director", get(case, &at))?).await?;
    let claimant = party(&above, "claimant")?;
    assert_eq!(
        (claimant.name.as_str(), claimant.phone.as_str(), claimant.masked),
        ("王**", "139****0001", true)
    );
    assert_eq!((claimant.address.as_str(), above.brief.as_str()), ("", ""));

    let elsewhere = service.case(world.by("dawukou-clerk", get(case, &at))?).await.unwrap_err();
    assert_eq!(refusal(&elsewhere), (Code::NotFound, "D08".to_owned()));
    let nobody = service.client.get_case(Request::new(get(case, &at))).await.unwrap_err();
    assert_eq!(refusal(&nobody), (Code::Unauthenticated, "A01".to_owned()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_name_finds_its_cases_in_the_readers_part_of_the_tree_and_a_part_of_it_none() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let (case, position) = Writer::new(&world).register("touzha-clerk").await?;
    let mut found = async |account: &str, name: &str| -> Result<Vec<String>> {
        let request = v1::FindByPersonRequest {
            name: name.to_owned(),
            at_least: vec![position.clone()],
            ..Default::default()
        };
        let answer = service.client.find_by_person(world.by(account, request)?).await?.into_inner();
        Ok(answer.cases.into_iter().map(|case| case.case_id).collect())
    };
    for name in [WANG.name, "王 小·明", LI.name] {
        assert_eq!(found("touzha-clerk", name).await?, [case.to_string()], "{name}");
    }
    assert!(found("touzha-clerk", "王小").await?.is_empty());
    assert!(found("dawukou-clerk", WANG.name).await?.is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_one_name_are_not_taken_for_the_same() -> Result<()> {
    let world = World::new().await?;
    let service = world.start().await?;
    let mut client = service.client.clone();
    let mut writer = Writer::new(&world);
    for (name, digits) in [("马建国", "11"), ("马建国", "12"), ("马某", "11")] {
        let [claimant, respondent] = ["139520000", "139520001"].map(|start| format!("{start}{digits}"));
        let claimant = Typed { name, phone: &claimant, number: &claimant };
        let respondent = Typed { name: "杨小兰", phone: &respondent, number: &respondent };
        writer.register_persons("touzha-clerk", &claimant, &respondent).await?;
    }
    // The third has the numbers of the first; of the second there is nothing to say.
    let mut owed = async || -> Result<u64> {
        let status = client.get_status(world.by("city-joint", v1::GetStatusRequest {})?).await?.into_inner();
        Ok(status.keepers.iter().map(|keeper| keeper.owed).sum())
    };
    eventually("a likeness is told", async || Ok(owed().await? > 0)).await?;
    assert_eq!(owed().await?, 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_opening_of_personal_data_is_on_record() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, position) = writer.register("touzha-clerk").await?;
    service.case(world.by("pingluo-director", get(case, &[position]))?).await?;
    let request = v1::FindByPersonRequest { phone: "10000000000".to_owned(), ..Default::default() };
    service.client.find_by_person(world.by("pingluo-director", request)?).await?;

    let mut database = PgConnection::connect(secrecy_url(&world)?.as_str()).await?;
    let rows: Vec<(String, i32)> =
        sqlx::query_as("SELECT purpose, cardinality(cases) FROM projection.access_log ORDER BY id")
            .fetch_all(&mut database)
            .await?;
    assert_eq!(rows, [("get_case".to_owned(), 1), ("look_up".to_owned(), 0)]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_shown_unmasked_for_a_stated_reason_which_is_on_record() -> Result<()> {
    const REASON: &str = "核对当事人身份,以便送达文书";
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, position) = writer.register("touzha-clerk").await?;
    let asked = |reason: &str, party: uuid::Uuid| v1::RevealPersonRequest {
        case: case.to_string(),
        party: party.to_string(),
        reason: reason.to_owned(),
        at_least: vec![position.clone()],
    };
    let claimant = claimant_id(case);
    let mut reveal = async |account: &str, request: v1::RevealPersonRequest| -> Result<_> {
        Ok(service.client.reveal_person(world.by(account, request)?).await)
    };
    for (reason, code) in
        [("", "D01"), ("看看", "D03"), (&"核".repeat(501), "D03"), ("核对 13952000001 的当事人身份", "D03")]
    {
        let refused = reveal("pingluo-director", asked(reason, claimant)).await?.unwrap_err();
        assert_eq!(refusal(&refused).1, code, "{reason}");
    }
    let refused = reveal("dawukou-clerk", asked(REASON, claimant)).await?.unwrap_err();
    assert_eq!(refusal(&refused).1, "D08");
    let refused = reveal("pingluo-director", asked(REASON, uuid::Uuid::from_u128(1))).await?.unwrap_err();
    assert_eq!(refusal(&refused).1, "D08");
    // Above the holder everything else stays masked.
    let shown = reveal("pingluo-director", asked(REASON, claimant)).await??.into_inner();
    let shown = shown.party.context("a party")?;
    assert_eq!((shown.name.as_str(), shown.phone.as_str(), shown.masked), ("王小明", "13952000001", false));

    let accesses = fengqiao_projection::accesses(&world.options, case).await?;
    let [access] = accesses.as_slice() else { anyhow::bail!("{accesses:?}") };
    assert_eq!((access.purpose.as_str(), access.party), ("reveal_person", Some(claimant)));
    assert_eq!(access.reason.as_deref(), Some(REASON));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_found_until_their_key_is_destroyed_and_then_nowhere() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, position) = writer.register("touzha-clerk").await?;
    let find = |phone: &str, number: &str| v1::FindByPersonRequest {
        name: String::new(),
        phone: phone.to_owned(),
        document_number: number.to_owned(),
        at_least: vec![position.clone()],
    };
    for typed in [find("+86 139-5200-0001", ""), find("", "11010519491231002x")] {
        let found = service.client.find_by_person(world.by("touzha-clerk", typed)?).await?.into_inner();
        assert_eq!(found.cases.len(), 1);
    }
    let elsewhere = world.by("dawukou-clerk", find("13952000001", ""))?;
    assert!(service.client.find_by_person(elsewhere).await?.into_inner().cases.is_empty());

    let owner = KeyOwner::new(case, claimant_id(case));
    world.site("640221")?.vault.destroy(owner, "个人信息保护法第四十七条").await?;
    eventually("the person is forgotten", async || {
        let request = world.by("touzha-clerk", find("13952000001", ""))?;
        Ok(service.client.clone().find_by_person(request).await?.into_inner().cases.is_empty())
    })
    .await?;
    let view = service.case(world.by("touzha-clerk", get(case, &[]))?).await?;
    let gone = party(&view, "claimant")?;
    assert!(gone.destroyed && gone.name.is_empty() && gone.phone.is_empty());
    assert!(!party(&view, "respondent")?.destroyed);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_follows_a_case_with_the_query_code_and_cannot_guess() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, position) = writer.register("touzha-clerk").await?;
    service.case(world.by("touzha-clerk", get(case, &[position]))?).await?;
    let code = world.site("640221")?.vault.query_code(case).to_string();
    let ask =
        |suffix: &str| v1::GetProgressRequest { query_code: code.clone(), phone_suffix: suffix.to_owned() };

    let progress = service.client.get_progress(ask("0001")).await?.into_inner();
    assert_eq!((progress.phase_text.as_str(), progress.received_on.as_str()), ("已登记", "2026-06-09"));
    // The respondent's phone opens nothing.
    for _ in 0..5 {
        let wrong = service.client.get_progress(ask("0002")).await.unwrap_err();
        assert_eq!(refusal(&wrong), (Code::NotFound, "D08".to_owned()));
    }
    let right_but_late = service.client.get_progress(ask("0001")).await.unwrap_err();
    assert_eq!(right_but_late.code(), Code::ResourceExhausted);
    Ok(())
}

fn secrecy_url(world: &World) -> Result<String> {
    use secrecy::ExposeSecret as _;
    Ok(world.options.views_database_url()?.expose_secret().to_owned())
}
