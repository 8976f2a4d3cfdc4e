//! What the whole platform promises, through the doors that its users take, on real servers.

mod affairs;
mod bad_input;
mod between_cases;
mod by_hand;
mod contract;
mod documents;
mod drafts;
mod explains_itself;
mod keys;
mod life_of_a_case;
mod other_places;
mod packs;
mod privacy;
mod races;
mod reads;
mod repeats;
mod rules;
mod time;
