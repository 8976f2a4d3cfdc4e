//! Fills in any form of the contract, field by field: `parties[0].name=…`.
//!
//! The contract is read from its descriptors, so a command that is new in it needs no line here. An answer names fields
//! and never repeats what was written into one: it may be a person's.

use fengqiao_api::FILE_DESCRIPTOR_SET;
use prost_reflect::{
    DescriptorPool, DynamicMessage, FieldDescriptor, Kind, MessageDescriptor, MethodDescriptor,
    ReflectMessage as _, Value,
};

use crate::error::Error;

/// What every command answers with.
const OUTCOME: &str = "fengqiao.v1.CommandOutcome";

/// One step into a message: a field, and an element if it is a list.
struct Step<'a> {
    name: &'a str,
    index: Option<usize>,
}

/// The command of that name at a service, written as in the contract or in snake case.
///
/// # Errors
/// Names the commands that the service offers, or the services that offer this one.
pub(crate) fn command(service: &str, name: &str) -> Result<MethodDescriptor, Error> {
    let pool = DescriptorPool::decode(FILE_DESCRIPTOR_SET).map_err(Error::Descriptors)?;
    let commands = || {
        let methods = pool.services().flat_map(|service| service.methods().collect::<Vec<_>>());
        methods.filter(|method| method.output().full_name() == OUTCOME)
    };
    let named = |method: &MethodDescriptor| plain(method.name()) == plain(name);
    let offered = |method: &MethodDescriptor| method.parent_service().full_name() == service;
    if let Some(found) = commands().find(|method| named(method) && offered(method)) {
        return Ok(found);
    }
    let elsewhere: Vec<_> =
        commands().filter(named).map(|method| method.parent_service().name().to_owned()).collect();
    let reason = if elsewhere.is_empty() {
        let there: Vec<_> = commands().filter(offered).map(|method| method.name().to_owned()).collect();
        format!("{service} offers {}", there.join(", "))
    } else {
        format!(
            "{service} does not offer {name}, but {} does: give it --as another account",
            elsewhere.join(" and ")
        )
    };
    Err(Error::Argument { argument: "command", reason })
}

/// `RecordInvestigation`, `record_investigation` and `record-investigation` are one name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

/// Writes one field, given by its path. A list takes several words, separated by commas or given one after another.
///
/// # Errors
/// Names the field that there is none of with those that there are, and what a field takes.
pub(crate) fn fill(message: &mut DynamicMessage, path: &str, text: &str) -> Result<(), Error> {
    let steps = path.split('.').map(|step| read_step(path, step)).collect::<Result<Vec<_>, _>>()?;
    write(message, path, &steps, text)
}

/// Writes all that a JSON document says, under the same names and the same checks.
///
/// # Errors
/// As [`fill`], and for a document that is no object.
pub(crate) fn fill_json(message: &mut DynamicMessage, body: &serde_json::Value) -> Result<(), Error> {
    let mut fields = Vec::new();
    flatten("", body, &mut fields);
    if !body.is_object() {
        return Err(unusable("--json-body", "the document must be an object of fields"));
    }
    fields.iter().try_for_each(|(path, text)| fill(message, path, text))
}

fn flatten(path: &str, value: &serde_json::Value, fields: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::Null => {}
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(&path, value, fields);
            }
        }
        serde_json::Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(&format!("{path}[{index}]"), item, fields);
            }
        }
        serde_json::Value::String(text) => fields.push((path.to_owned(), text.clone())),
        scalar => fields.push((path.to_owned(), scalar.to_string())),
    }
}

fn read_step<'a>(path: &str, step: &'a str) -> Result<Step<'a>, Error> {
    let Some((name, rest)) = step.split_once('[') else { return Ok(Step { name: step, index: None }) };
    let index = rest.strip_suffix(']').and_then(|digits| digits.parse().ok());
    let index = index.ok_or_else(|| unusable(path, "an element is written as name[0]"))?;
    Ok(Step { name, index: Some(index) })
}

fn write(message: &mut DynamicMessage, path: &str, steps: &[Step<'_>], text: &str) -> Result<(), Error> {
    let Some((step, deeper)) = steps.split_first() else { return Err(unusable(path, "it names no field")) };
    let form = message.descriptor();
    let found = form.get_field_by_name(step.name).or_else(|| form.get_field_by_json_name(step.name));
    let field = found.ok_or_else(|| unknown(path, step.name, &form))?;
    let kind = field.kind();
    let slot = match (message.get_field_mut(&field), step.index) {
        (Value::List(items), Some(index)) => element(items, index, &kind, path)?,
        (Value::List(items), None) if deeper.is_empty() && kind.as_message().is_none() => {
            let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
            for word in words {
                items.push(scalar(&kind, word, path)?);
            }
            return Ok(());
        }
        (Value::List(_), None) => {
            return Err(unusable(path, &format!("{0} is a list: write {0}[0]", step.name)));
        }
        (_, Some(_)) => return Err(unusable(path, &format!("{} is no list", step.name))),
        (slot, None) => slot,
    };
    match slot {
        Value::Message(_) if deeper.is_empty() => Err(unusable(path, &takes(&field))),
        Value::Message(inner) => write(inner, path, deeper, text),
        _ if !deeper.is_empty() => Err(unusable(path, &format!("{} has no fields", step.name))),
        slot => {
            *slot = scalar(&kind, text, path)?;
            Ok(())
        }
    }
}

/// The element of a list, which grows by one at most: a hole would be an empty element that nobody meant.
fn element<'a>(
    items: &'a mut Vec<Value>,
    index: usize,
    kind: &Kind,
    path: &str,
) -> Result<&'a mut Value, Error> {
    if index == items.len() {
        items.push(Value::default_value(kind));
    }
    items.get_mut(index).ok_or_else(|| unusable(path, "the elements before it are missing"))
}

fn scalar(kind: &Kind, text: &str, path: &str) -> Result<Value, Error> {
    let number = |what| unusable(path, what);
    Ok(match kind {
        Kind::String => Value::String(text.to_owned()),
        Kind::Bool => Value::Bool(text.parse().map_err(|_| number("it takes true or false"))?),
        Kind::Uint32 => Value::U32(text.parse().map_err(|_| number("it takes a whole number"))?),
        Kind::Uint64 => Value::U64(text.parse().map_err(|_| number("it takes a whole number"))?),
        Kind::Int32 => Value::I32(text.parse().map_err(|_| number("it takes a whole number"))?),
        Kind::Int64 => Value::I64(text.parse().map_err(|_| number("it takes a whole number"))?),
        other => return Err(unusable(path, &format!("a field of kind {other:?} cannot be written here"))),
    })
}

/// The fields of a form, each with what it takes.
pub(crate) fn fields(form: &MessageDescriptor) -> String {
    form.fields().map(|field| takes(&field)).collect::<Vec<_>>().join(", ")
}

fn takes(field: &FieldDescriptor) -> String {
    let list = if field.is_list() { "[]" } else { "" };
    match field.kind() {
        Kind::Message(inner) => {
            let inside: Vec<_> = inner.fields().map(|field| field.name().to_owned()).collect();
            format!("{}{list}.{{{}}}", field.name(), inside.join(","))
        }
        _ => format!("{}{list}", field.name()),
    }
}

fn unknown(path: &str, name: &str, form: &MessageDescriptor) -> Error {
    unusable(path, &format!("{} has no field {name:?}; there are {}", form.name(), fields(form)))
}

fn unusable(path: &str, reason: &str) -> Error {
    Error::Argument { argument: "field", reason: format!("{path}: {reason}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(name: &str) -> DynamicMessage {
        DynamicMessage::new(command("fengqiao.v1.TownshipService", name).unwrap().input())
    }

    fn refused(message: &mut DynamicMessage, path: &str, text: &str) -> String {
        fill(message, path, text).unwrap_err().to_string()
    }

    #[test]
    fn a_form_is_filled_in_at_any_depth() {
        let mut form = form("register_case");
        for (path, text) in [
            ("header.occurred_on", "2026-03-02"),
            ("places", "640221103211,640221103"),
            ("headcount", "6"),
            ("parties[0].name", "甲某某"),
            ("parties[1].identification.document", "unverified"),
        ] {
            fill(&mut form, path, text).unwrap();
        }
        let typed: fengqiao_api::v1::RegisterCaseRequest = form.transcode_to().unwrap();
        assert_eq!(typed.header.unwrap().occurred_on, "2026-03-02");
        assert_eq!((typed.places.len(), typed.headcount, typed.parties.len()), (2, Some(6), 2));
        assert_eq!(typed.parties[1].identification.as_ref().unwrap().document, "unverified");
    }

    #[test]
    fn a_document_is_the_same_form() {
        let body = serde_json::json!({ "header": { "occurredOn": "2026-03-02" }, "places": ["640221103211"],
            "headcount": 6, "external_number": null, "parties": [{ "role": "claimant" }] });
        let mut form = form("RegisterCase");
        fill_json(&mut form, &body).unwrap();
        let typed: fengqiao_api::v1::RegisterCaseRequest = form.transcode_to().unwrap();
        assert_eq!((typed.places, typed.headcount), (vec!["640221103211".to_owned()], Some(6)));
        assert_eq!(typed.parties[0].role, "claimant");
    }

    #[test]
    fn what_is_unknown_is_named_with_what_there_is() {
        let mut form = form("SignCase");
        let error = refused(&mut form, "header.ocurred_on", "2026-03-02");
        assert!(error.contains("\"ocurred_on\"") && error.contains("occurred_on"), "{error}");
        let error = command("fengqiao.v1.TownshipService", "Sign").unwrap_err().to_string();
        assert!(error.contains("SignCase"), "{error}");
        let error = command("fengqiao.v1.TownshipService", "RuleOnAppeal").unwrap_err().to_string();
        assert!(error.contains("CityService") && error.contains("--as"), "{error}");
    }

    #[test]
    fn what_was_written_is_never_repeated() {
        let mut form = form("RegisterCase");
        for (path, text) in
            [("headcount", "13952000001"), ("parties", "甲某某"), ("parties[3].name", "甲某某")]
        {
            let error = refused(&mut form, path, text);
            assert!(!error.contains(text), "{error}");
        }
    }
}
