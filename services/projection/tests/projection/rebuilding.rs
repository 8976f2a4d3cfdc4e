//! Views that are made anew.

use anyhow::Result;
use fengqiao_api::v1;
use fengqiao_projection::{Compare, RebuildError, Step, digest, rebuild, roll_back};
use fengqiao_vault::KeyOwner;
use secrecy::ExposeSecret as _;
use sqlx::{Connection as _, PgConnection};

use crate::world::{World, get};
use crate::writer::{Writer, accept, claimant_id, classify, danger};

async fn some_cases(writer: &mut Writer<'_>) -> Result<v1::Position> {
    for account in ["touzha-clerk", "pingluo-clerk", "city-clerk"] {
        writer.register(account).await?;
    }
    let (case, _) = writer.register("touzha-clerk").await?;
    writer.give("touzha-dispatcher", case, classify()).await?;
    writer.give("touzha-dispatcher", case, accept()).await?;
    let (lifted, _) = writer.register("zhengzha-mediator").await?;
    writer.give("zhengzha-mediator", lifted, danger()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn views_made_anew_twice_are_equal_row_for_row_and_the_service_goes_on_with_them() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let position = some_cases(&mut writer).await?;
    let (gone, last) = writer.register("touzha-clerk").await?;
    let owner = KeyOwner::new(gone, claimant_id(gone));
    world.site("640221")?.vault.destroy(owner, "个人信息保护法第四十七条").await?;
    service.case(world.by("city-joint", get(gone, &[position, last]))?).await?;

    let mut steps = Vec::new();
    let first = rebuild(&world.options, Compare::MustBeEqual, |step| steps.push(step)).await?;
    assert_eq!(Some(&first.digest), first.digest_before.as_ref());
    assert!(
        first.digest.tables.iter().any(|table| table.table == "case_timeline" && table.rows == first.events)
    );
    assert!(matches!(steps.first(), Some(Step::Created { .. })) && steps.last() == Some(&Step::Switched));
    let second = rebuild(&world.options, Compare::MustBeEqual, |_| ()).await?;
    assert_eq!(second.digest.total, first.digest.total);
    assert_eq!(digest(&world.options).await?.total, first.digest.total);

    let (case, position) = writer.register("touzha-clerk").await?;
    let view = service.case(world.by("touzha-clerk", get(case, &[position]))?).await?;
    assert_eq!(view.case_id, case.to_string());
    let status =
        service.client.get_status(world.by("city-joint", v1::GetStatusRequest {})?).await?.into_inner();
    assert_eq!(status.schema, second.views);
    assert!(status.streams.iter().all(|stream| stream.lag == 0), "{status:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_to_the_views_before_loses_nothing_that_was_decided_since() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    some_cases(&mut writer).await?;
    rebuild(&world.options, Compare::MustBeEqual, |_| ()).await?;
    let (case, position) = writer.register("touzha-clerk").await?;
    service.case(world.by("touzha-clerk", get(case, &[position]))?).await?;

    let views = roll_back(&world.options).await?;
    let (after, position) = writer.register("touzha-clerk").await?;
    service.case(world.by("touzha-clerk", get(after, &[position]))?).await?;
    service.case(world.by("touzha-clerk", get(case, &[]))?).await?;
    let status =
        service.client.get_status(world.by("city-joint", v1::GetStatusRequest {})?).await?.into_inner();
    assert_eq!(status.schema, views);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_was_changed_by_hand_shows_and_keeps_from_switching() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, position) = writer.register("touzha-clerk").await?;
    service.case(world.by("touzha-clerk", get(case, &[position]))?).await?;
    let mut database = PgConnection::connect(world.options.views_database_url()?.expose_secret()).await?;
    sqlx::raw_sql("UPDATE views_1.case_view SET channel = 'letter'").execute(&mut database).await?;

    let refused = rebuild(&world.options, Compare::MustBeEqual, |_| ()).await.unwrap_err();
    assert!(matches!(&refused, RebuildError::Different(tables) if tables == &["case_view"]), "{refused}");
    let view = service.case(world.by("touzha-clerk", get(case, &[]))?).await?;
    assert_eq!(view.channel, "letter");
    rebuild(&world.options, Compare::MayDiffer, |_| ()).await?;
    let view = service.case(world.by("touzha-clerk", get(case, &[]))?).await?;
    assert_eq!(view.channel, "window");
    Ok(())
}
