use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::code::{MatterCode, PowerCode, UnitKind};
use crate::power::{self, Power};
use crate::problem::{File, Flaw, Problems};
use crate::unit::Kind;
use crate::vocabulary::{LegalPath, MediationMethod, Profile, Track};

/// The most entries of a catalogue.
pub const MATTERS_MAX: usize = 10_000;

/// An entry of the catalogue of disputes and petitions (事项类别).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Its code.
    pub code: MatterCode,
    /// What a clerk reads.
    pub name: String,
    /// The entry one rank up.
    pub parent: Option<MatterCode>,
    /// The procedure it follows.
    pub track: Track,
    /// The statutory path that settles it (信访工作条例 art. 31).
    pub legal_path: LegalPath,
    /// Who mediates it unless something else is agreed; none in a petition.
    pub default_method: Option<MediationMethod>,
    /// How much procedure it needs unless the facts say otherwise.
    pub default_profile: Profile,
    /// The powers without which it cannot be settled.
    pub powers_needed: BTreeSet<PowerCode>,
    /// The kind of unit that is competent for its substance.
    pub competent_unit: UnitKind,
    /// Whether unpaid workers are counted (欠薪).
    pub wage: bool,
}

/// The shape of `matters.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MattersFile {
    #[serde(default, rename = "matter")]
    matters: Vec<MatterEntry>,
}

/// An entry as written; what it leaves out, it takes from its parent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct MatterEntry {
    code: MatterCode,
    name: String,
    track: Option<Track>,
    legal_path: Option<LegalPath>,
    method: Option<MediationMethod>,
    profile: Option<Profile>,
    powers: Option<BTreeSet<PowerCode>>,
    unit: Option<UnitKind>,
    wage: Option<bool>,
}

impl MatterEntry {
    /// Takes what the entry leaves out from the one above it.
    fn inherit(&mut self, above: &Matter) {
        self.track.get_or_insert(above.track);
        self.legal_path.get_or_insert(above.legal_path);
        self.profile.get_or_insert(above.default_profile);
        self.powers.get_or_insert_with(|| above.powers_needed.clone());
        self.unit.get_or_insert_with(|| above.competent_unit.clone());
        self.wage.get_or_insert(above.wage);
        // A petition below a mediation leaves the method behind.
        if self.track == Some(Track::Mediation) && self.method.is_none() {
            self.method = above.default_method;
        }
    }
}

pub(crate) fn read(
    file: MattersFile,
    powers: &BTreeMap<PowerCode, Power>,
    kinds: &BTreeMap<UnitKind, Kind>,
    problems: &mut Problems,
) -> BTreeMap<MatterCode, Matter> {
    if file.matters.len() > MATTERS_MAX {
        problems.add(File::Matters, "file", Flaw::TooMany(MATTERS_MAX));
        return BTreeMap::new();
    }
    let mut entries = BTreeMap::new();
    for entry in file.matters {
        let code = entry.code;
        if entries.insert(code, entry).is_some() {
            problems.add(File::Matters, code, Flaw::Duplicate);
        }
    }
    let mut matters: BTreeMap<MatterCode, Matter> = BTreeMap::new();
    // A parent's code is a prefix of its children's, so it comes first in the order of codes.
    for (code, entry) in entries {
        let parent = code.parent();
        let above = parent.and_then(|parent| matters.get(&parent));
        if let (Some(parent), None) = (parent, above) {
            problems.add(File::Matters, code, Flaw::UnknownParent(parent.to_string()));
            continue;
        }
        match matter(entry, above) {
            Ok(matter) => {
                power::check_known(&matter.powers_needed, powers, |flaw| {
                    problems.add(File::Matters, code, flaw);
                });
                if !kinds.contains_key(&matter.competent_unit) {
                    problems.add(File::Matters, code, Flaw::UnknownKind(matter.competent_unit.to_string()));
                }
                matters.insert(code, matter);
            }
            Err(flaw) => problems.add(File::Matters, code, flaw),
        }
    }
    matters
}

fn matter(mut entry: MatterEntry, above: Option<&Matter>) -> Result<Matter, Flaw> {
    if let Some(above) = above {
        entry.inherit(above);
    }
    let track = entry.track.ok_or(Flaw::Missing("track"))?;
    let legal_path = entry.legal_path.ok_or(Flaw::Missing("legal_path"))?;
    if (track == Track::Mediation) != (legal_path == LegalPath::Mediation) {
        return Err(Flaw::Contradiction("the track is mediation exactly when the legal path is mediation"));
    }
    match (track, entry.method) {
        (Track::Mediation, None) => return Err(Flaw::Missing("method")),
        (Track::Petition, Some(_)) => {
            return Err(Flaw::Contradiction("a petition has no method of mediation"));
        }
        _ => {}
    }
    Ok(Matter {
        code: entry.code,
        name: entry.name,
        parent: entry.code.parent(),
        track,
        legal_path,
        default_method: entry.method,
        default_profile: entry.profile.ok_or(Flaw::Missing("profile"))?,
        powers_needed: entry.powers.ok_or(Flaw::Missing("powers"))?,
        competent_unit: entry.unit.ok_or(Flaw::Missing("unit"))?,
        wage: entry.wage.unwrap_or(false),
    })
}
