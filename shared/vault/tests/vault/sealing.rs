use anyhow::Result;
use fengqiao_vault::{
    Envelope, FIELD_BYTES_MAX, KeyOwner, PLAIN_BYTES_MAX, SEAL_ITEMS_MAX, SealError, SealItem, SealedItem,
    UNSEAL_ITEMS_MAX, UnsealError, Unsealed,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::site::{Site, somebody, text};

#[tokio::test]
async fn a_sealed_field_is_read_back_by_any_handle_of_the_site() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner) = (site.open().await?, somebody());
    for plain in ["张三", "", &"长".repeat(PLAIN_BYTES_MAX / 3)] {
        let envelope = vault.seal(owner, "name", Uuid::now_v7(), plain.as_bytes()).await?;
        let stored: Envelope = envelope.to_string().parse()?;
        assert_eq!(text(vault.unseal(owner, "name", &stored).await?)?, plain);
        assert_eq!(text(site.open().await?.unseal(owner, "name", &stored).await?)?, plain);
    }
    Ok(())
}

#[tokio::test]
async fn the_same_text_sealed_twice_gives_two_envelopes() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner, context) = (site.open().await?, somebody(), Uuid::now_v7());
    let first = vault.seal(owner, "name", context, b"Zhang San").await?;
    assert_ne!(first, vault.seal(owner, "name", context, b"Zhang San").await?);
    Ok(())
}

#[tokio::test]
async fn an_envelope_opens_for_its_owner_and_field_only_and_not_after_any_change() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner) = (site.open().await?, somebody());
    let neighbour = KeyOwner::new(owner.scope, Uuid::now_v7());
    let envelope = vault.seal(owner, "name", Uuid::now_v7(), b"Zhang San").await?;
    vault.seal(neighbour, "name", Uuid::now_v7(), b"Li Si").await?;

    let tampered = |outcome| matches!(outcome, Err(UnsealError::Tampered { .. }));
    assert!(tampered(vault.unseal(neighbour, "name", &envelope).await));
    assert!(tampered(vault.unseal(owner, "phone", &envelope).await));

    let line = envelope.to_string();
    let sealed_from = "v1.A256GCM.".len();
    let mut changed_lines = 0;
    for at in (sealed_from..line.len()).filter(|at| line.as_bytes()[*at] != b'.') {
        for other in ["A", "B", "g", "_"].into_iter().filter(|other| *other != &line[at..=at]) {
            let changed = format!("{}{other}{}", &line[..at], &line[at + 1..]);
            // The last character of a part has bits that must be zero; with others the text is no envelope at all.
            let Ok(changed) = changed.parse::<Envelope>() else { continue };
            assert!(tampered(vault.unseal(owner, "name", &changed).await), "changed at {at} to {other}");
            changed_lines += 1;
        }
    }
    assert!(changed_lines > 3 * (line.len() - sealed_from - 5));
    assert_eq!(text(vault.unseal(owner, "name", &envelope).await?)?, "Zhang San");
    Ok(())
}

#[tokio::test]
async fn a_key_moved_to_another_person_does_not_open() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner, thief) = (site.open().await?, somebody(), somebody());
    let envelope = vault.seal(owner, "name", Uuid::now_v7(), b"Zhang San").await?;
    vault.seal(thief, "name", Uuid::now_v7(), b"Li Si").await?;
    let copy =
        "UPDATE person_key SET wrapped = (SELECT wrapped FROM person_key WHERE scope = $1) WHERE scope = $2";
    sqlx::query(copy).bind(owner.scope).bind(thief.scope).execute(&mut site.connection().await?).await?;
    let outcome = site.open().await?.unseal(thief, "name", &envelope).await;
    assert!(matches!(outcome, Err(UnsealError::Key(_))), "{outcome:?}");
    Ok(())
}

#[tokio::test]
async fn twenty_first_seals_of_one_person_at_once_make_one_key() -> Result<()> {
    let site = Site::new()?;
    let vaults = [site.open().await?, site.open().await?];
    for _ in 0..5 {
        let owner = somebody();
        let mut seals = JoinSet::new();
        for (n, vault) in vaults.iter().cycle().take(20).enumerate() {
            let vault = vault.clone();
            seals.spawn(
                async move { vault.seal(owner, "name", Uuid::now_v7(), n.to_string().as_bytes()).await },
            );
        }
        let envelopes = seals.join_all().await.into_iter().collect::<Result<Vec<_>, _>>()?;
        let fresh = site.open().await?;
        let mut read = Vec::new();
        for envelope in &envelopes {
            read.push(text(fresh.unseal(owner, "name", envelope).await?)?.parse::<usize>()?);
        }
        read.sort_unstable();
        assert_eq!(read, (0..20).collect::<Vec<_>>());
    }
    let keys: i64 = sqlx::query_scalar("SELECT count(*) FROM person_key")
        .fetch_one(&mut site.connection().await?)
        .await?;
    assert_eq!(keys, 5);
    Ok(())
}

#[tokio::test]
async fn registrations_that_share_persons_in_another_order_do_not_block_each_other() -> Result<()> {
    let site = Site::new()?;
    let vaults = [site.open().await?, site.open().await?];
    for _ in 0..10 {
        let mut owners: Vec<KeyOwner> = std::iter::repeat_with(somebody).take(20).collect();
        let mut registrations = JoinSet::new();
        for vault in &vaults {
            let (vault, mine) = (vault.clone(), owners.clone());
            registrations.spawn(async move {
                let items = mine.iter().map(|owner| SealItem { owner: *owner, field: "name", plain: b"x" });
                vault.seal_all(Uuid::now_v7(), &items.collect::<Vec<_>>()).await
            });
            owners.reverse();
        }
        for sealed in registrations.join_all().await {
            assert_eq!(sealed?.len(), 20);
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_page_is_unsealed_in_order_and_one_bad_field_hides_no_other() -> Result<()> {
    let site = Site::new()?;
    let (vault, scope, context) = (site.open().await?, Uuid::now_v7(), Uuid::now_v7());
    let [gone, here, unknown] = [(); 3].map(|()| KeyOwner::new(scope, Uuid::now_v7()));
    let narrative = KeyOwner::of_scope(scope);
    let items = [(gone, "甲"), (here, "乙"), (narrative, "邻里纠纷")].map(|(owner, plain)| SealItem {
        owner,
        field: "text",
        plain: plain.as_bytes(),
    });
    let envelopes = vault.seal_all(context, &items).await?;
    let [of_gone, of_here, of_narrative] = envelopes.as_slice() else { anyhow::bail!("not three envelopes") };
    assert_eq!(of_here.context(), context);
    vault.destroy(gone, "PIPL 47").await?;

    let reader = site.open().await?;
    let page = [
        (gone, of_gone),
        (here, of_here),
        (here, of_narrative),
        (unknown, of_here),
        (narrative, of_narrative),
    ]
    .map(|(owner, envelope)| SealedItem { owner, field: "text", envelope });
    let read = reader.unseal_many(&page).await?;
    let [first, second, third, fourth, fifth] =
        <[_; 5]>::try_from(read).map_err(|_| anyhow::anyhow!("not five"))?;
    assert!(matches!(first, Ok(Unsealed::Destroyed)));
    assert_eq!(text(second?)?, "乙");
    assert!(matches!(third, Err(UnsealError::Tampered { .. })));
    assert!(matches!(fourth, Err(UnsealError::UnknownKey { owner }) if owner == unknown));
    assert_eq!(text(fifth?)?, "邻里纠纷");
    Ok(())
}

#[tokio::test]
async fn what_exceeds_a_limit_is_refused_before_any_key_is_made() -> Result<()> {
    let site = Site::new()?;
    let (vault, owner, context) = (site.open().await?, somebody(), Uuid::now_v7());
    let long = vec![0; PLAIN_BYTES_MAX + 1];
    let outcome = vault.seal(owner, "text", context, &long).await;
    assert!(matches!(outcome, Err(SealError::TooLong { bytes, .. }) if bytes == long.len()));
    for field in ["", &"f".repeat(FIELD_BYTES_MAX + 1)] {
        assert!(matches!(vault.seal(owner, field, context, b"x").await, Err(SealError::FieldName { .. })));
    }
    let item = SealItem { owner, field: "text", plain: b"x" };
    let outcome = vault.seal_all(context, &[item; SEAL_ITEMS_MAX + 1]).await;
    assert!(matches!(outcome, Err(SealError::TooMany { .. })));
    let keys: i64 = sqlx::query_scalar("SELECT count(*) FROM person_key")
        .fetch_one(&mut site.connection().await?)
        .await?;
    assert_eq!(keys, 0);

    let envelope = vault.seal(owner, "text", context, b"x").await?;
    let item = SealedItem { owner, field: "text", envelope: &envelope };
    assert!(matches!(
        vault.unseal_many(&[item; UNSEAL_ITEMS_MAX + 1]).await,
        Err(UnsealError::TooMany { .. })
    ));
    Ok(())
}
