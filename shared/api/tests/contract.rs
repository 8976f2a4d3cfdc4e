//! What each service offers is what the table of permissions grants to its level.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::collections::BTreeSet;

use fengqiao_api::FILE_DESCRIPTOR_SET;
use fengqiao_domain::permission::offered_at;
use fengqiao_domain::{CommandName, vocabulary::Level};
use prost::Message as _;
use prost_types::FileDescriptorSet;

/// The question whose answer writes nothing, and so is no command.
const QUESTIONS: [&str; 1] = ["can_escalate"];

fn snake(method: &str) -> String {
    let mut name = String::new();
    for character in method.chars() {
        if character.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(character.to_lowercase());
    }
    name
}

fn rpcs(service: &str) -> BTreeSet<String> {
    let set = FileDescriptorSet::decode(FILE_DESCRIPTOR_SET).unwrap();
    let services = set.file.iter().flat_map(|file| &file.service);
    let service = services.into_iter().find(|found| found.name() == service).unwrap();
    let names = service.method.iter().map(|method| snake(method.name()));
    names.filter(|name| !QUESTIONS.contains(&name.as_str())).collect()
}

fn granted(levels: &[Level]) -> BTreeSet<String> {
    let offered = |name: &&CommandName| levels.iter().any(|level| offered_at(**name, *level));
    CommandName::ALL.iter().filter(offered).map(ToString::to_string).collect()
}

#[test]
fn the_township_offers_what_villages_and_townships_may_do() {
    assert_eq!(rpcs("TownshipService"), granted(&[Level::Village, Level::Township]));
}

#[test]
fn the_county_offers_what_counties_may_do() {
    assert_eq!(rpcs("CountyService"), granted(&[Level::County]));
}

#[test]
fn the_city_offers_what_the_city_may_do() {
    assert_eq!(rpcs("CityService"), granted(&[Level::City]));
}
