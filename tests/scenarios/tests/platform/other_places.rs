//! The platform in places other than 石嘴山市: the same programs on another folder take a dispute from the window to its end.

use anyhow::{Context as _, Result};
use fengqiao_api::v1::{ConcludeAgreementRequest, RegisterCaseRequest};
use fengqiao_jurisdiction::{Account, CentreCode, Level, Role};
use fengqiao_scenarios::{Answer as _, Platform, Told as _, forms, header};

/// A place, with the offices that its story needs.
struct Place {
    platform: Platform,
}

impl Place {
    async fn start(name: &str) -> Result<Self> {
        Ok(Self { platform: Platform::start_in(name).await? })
    }

    /// Whoever holds a role at a level; the village of the first account lies below the township of the next.
    fn officer(&self, level: Level, role: Role) -> Result<&Account> {
        let jurisdiction = &self.platform.jurisdiction;
        jurisdiction
            .accounts()
            .find(|account| {
                account.roles.contains(&role) && jurisdiction.level_of(&account.centre) == Some(level)
            })
            .with_context(|| format!("nobody is {role} at the level {level}"))
    }

    fn village(&self) -> Result<CentreCode> {
        Ok(self.officer(Level::Village, Role::StationMediator)?.centre)
    }

    /// A dispute of the village, registered by its mediator.
    fn dispute(&self) -> Result<RegisterCaseRequest> {
        let form = forms::village_dispute(self.platform.today());
        Ok(RegisterCaseRequest {
            header: header(""),
            places: vec![self.village()?.to_string()],
            brief: "两户因通道使用发生争执".to_owned(),
            ..form
        })
    }

    /// Registered, classified, accepted, mediated, agreed by word of mouth and closed in the village.
    async fn settles_in_the_village(&self) -> Result<()> {
        let mediator = self.officer(Level::Village, Role::StationMediator)?;
        let head = self.officer(Level::Village, Role::StationHead)?.account.as_str();
        let platform = &self.platform;
        let mut desk = platform.township(mediator.account.as_str())?;
        let registered = desk.register_case(self.dispute()?).await.done()?;
        let case = registered.case_id.as_str();
        let village = mediator.centre.to_string();
        assert_eq!(registered.stands(), ["registered", &village, "village", "undetermined"]);
        assert!(registered.case_number.starts_with(&village[..6]), "{}", registered.case_number);

        let mut head = platform.township(head)?;
        head.classify_matter(forms::classify(case, forms::DITCH)).await.done()?;
        head.decide_acceptance(forms::accept(case)).await.done()?;
        head.serve_notice(forms::serve(case, "acceptance")).await.done()?;
        head.assign_handler(forms::assign(case, mediator.officer, platform.soon())).await.done()?;
        desk.hold_session(forms::session(case, "agreed")).await.done()?;
        let agreed = forms::agree(case, "oral", "", platform.soon());
        let agreed = ConcludeAgreementRequest { place: village.clone(), obligations: Vec::new(), ..agreed };
        desk.conclude_agreement(agreed).await.done()?;
        head.record_follow_up(forms::follow_up(case)).await.done()?;
        let closed = head.close_case(forms::close(case)).await.done()?;
        assert_eq!(closed.stands()[..3], ["closed", &village, "village"]);
        Ok(())
    }

    /// A crowd of so many: who holds the case once it is registered in the village.
    async fn holder_of_a_crowd(&self, headcount: u32) -> Result<String> {
        let mediator = self.officer(Level::Village, Role::StationMediator)?.account.as_str();
        let form = RegisterCaseRequest { headcount: Some(headcount), ..self.dispute()? };
        let registered = self.platform.township(mediator)?.register_case(form).await.done()?;
        Ok(registered.stands()[1].to_owned())
    }
}

#[tokio::test]
async fn weibin_settles_in_a_village_and_its_two_lost_towns_belong_to_the_city() -> Result<()> {
    let place = Place::start("weibin").await?;
    place.settles_in_the_village().await?;
    assert_eq!(place.holder_of_a_crowd(30).await?, "610302");
    // 马营镇 is on the district's map and not in its hands.
    let mediator = place.officer(Level::Village, Role::StationMediator)?.account.as_str();
    let elsewhere = RegisterCaseRequest { places: vec!["610302100200".to_owned()], ..place.dispute()? };
    let registered = place.platform.township(mediator)?.register_case(elsewhere).await.done()?;
    assert_eq!(registered.stands()[3], "undetermined", "no county is in charge of that place");
    Ok(())
}

#[tokio::test]
async fn zhongfang_settles_in_a_village() -> Result<()> {
    let place = Place::start("zhongfang").await?;
    place.settles_in_the_village().await?;
    assert_eq!(place.holder_of_a_crowd(30).await?, "431221");
    Ok(())
}

#[tokio::test]
async fn daxing_settles_in_a_village() -> Result<()> {
    let place = Place::start("daxing").await?;
    place.settles_in_the_village().await?;
    assert_eq!(place.holder_of_a_crowd(30).await?, "110115");
    Ok(())
}

#[tokio::test]
async fn jiangmen_settles_in_a_village_and_lifts_a_crowd_of_twenty_by_its_own_rules() -> Result<()> {
    let place = Place::start("jiangmen").await?;
    place.settles_in_the_village().await?;
    let village = place.village()?.to_string();
    assert_eq!(place.holder_of_a_crowd(19).await?, village);
    assert_eq!(place.holder_of_a_crowd(20).await?, "440703");
    Ok(())
}
