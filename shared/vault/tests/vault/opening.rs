use std::time::Duration;

use anyhow::Result;
use fengqiao_vault::{KEY_CACHE_TTL_MAX, LookupKey, OpenError, SiteKey, Vault, VaultOptions};
use tokio::task::JoinSet;

use crate::site::{Site, somebody};

#[tokio::test]
async fn a_vault_opens_for_the_site_and_the_keys_it_was_made_with_only() -> Result<()> {
    let site = Site::new()?;
    site.open().await?.close().await;
    let options = || site.options();
    let wrong = VaultOptions { site_key: SiteKey::from([0; 32]), ..options() };
    assert!(matches!(Vault::open(wrong).await, Err(OpenError::WrongSiteKey)));
    let wrong = VaultOptions { lookup_key: LookupKey::from([0; 32]), ..options() };
    assert!(matches!(Vault::open(wrong).await, Err(OpenError::WrongLookupKey)));
    let wrong = VaultOptions { site: "huinong".to_owned(), ..options() };
    assert!(
        matches!(Vault::open(wrong).await, Err(OpenError::OtherSite { found, .. }) if found == "pingluo")
    );
    let wrong = VaultOptions { key_cache_ttl: KEY_CACHE_TTL_MAX + Duration::from_secs(1), ..options() };
    assert!(matches!(Vault::open(wrong).await, Err(OpenError::CacheTtl(_))));
    site.open().await?.ping().await?;
    Ok(())
}

#[tokio::test]
async fn processes_that_open_a_new_vault_at_the_same_moment_all_succeed() -> Result<()> {
    let site = Site::new()?;
    let mut opening = JoinSet::new();
    for _ in 0..4 {
        opening.spawn(Vault::open(site.options()));
    }
    for vault in opening.join_all().await {
        vault?.ping().await?;
    }
    Ok(())
}

#[tokio::test]
async fn look_up_values_are_the_same_in_every_vault_of_the_city() -> Result<()> {
    let (here, there) = (Site::new()?, Site::new()?);
    let other =
        VaultOptions { site: "huinong".to_owned(), site_key: SiteKey::from([9; 32]), ..there.options() };
    let (here, there) = (here.open().await?, Vault::open(other).await?);
    let case = somebody().scope;
    let phone = |vault: &Vault| vault.blind(fengqiao_vault::BlindKind::Phone, "13909521234");
    assert_eq!(phone(&here), phone(&there));
    assert_eq!(here.query_code(case), there.query_code(case));
    assert_ne!(here.query_code(case), here.query_code(somebody().scope));
    let typed = there.query_code(case).to_string().to_lowercase().parse()?;
    assert_eq!(here.blind_query_code(&here.query_code(case)), there.blind_query_code(&typed));
    assert_eq!(here.receipt_digest(b"command"), there.receipt_digest(b"command"));
    assert_ne!(here.receipt_digest(b"command"), here.receipt_digest(b"another"));
    Ok(())
}

#[tokio::test]
async fn neither_a_handle_nor_its_options_nor_its_errors_show_a_secret() -> Result<()> {
    let site = Site::new()?;
    let vault = site.open().await?;
    let secret_url = format!("postgres://fengqiao:hunter2@127.0.0.1:1/{}", somebody().scope);
    let options = VaultOptions { url: secret_url.into(), ..site.options() };
    let mut shown = format!("{vault:?} {options:?}");
    let Err(error) = Vault::open(options).await else { anyhow::bail!("nobody listens on port 1") };
    shown += &format!("{error:?}");
    shown += &format!("{:#}", anyhow::Error::from(error));
    // The bytes of the test's keys, 0x51 and 0x17, in the forms a debug print would give them.
    for secret in ["hunter2", "5151", "1717", "81, 81", "23, 23"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    Ok(())
}
