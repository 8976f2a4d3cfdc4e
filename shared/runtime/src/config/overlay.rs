//! Lays environment variables over a table of settings.

use toml::{Table, Value};

use super::Error;

/// Stands between the parts of a variable's name; a single underscore belongs to the key.
const SEPARATOR: &str = "__";

pub(super) fn apply(
    table: &mut Table,
    prefix: &str,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<(), Error> {
    for (variable, text) in environment {
        let Some(name) = variable.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(SEPARATOR)) else {
            continue;
        };
        let name = name.to_lowercase();
        let keys: Vec<&str> = name.split(SEPARATOR).collect();
        set_in_table(table, &keys, &text).map_err(|fault| Error::Override { variable, fault })?;
    }
    Ok(())
}

fn set_in_table(table: &mut Table, keys: &[&str], text: &str) -> Result<(), &'static str> {
    match keys {
        [] | ["", ..] => Err("has an empty part in its name"),
        [key] => {
            let value = scalar(table.get(*key), text);
            table.insert((*key).to_owned(), value);
            Ok(())
        }
        [key, rest @ ..] => {
            let value = table.entry((*key).to_owned()).or_insert_with(|| Value::Table(Table::new()));
            set_in_value(value, rest, text)
        }
    }
}

fn set_in_value(value: &mut Value, keys: &[&str], text: &str) -> Result<(), &'static str> {
    match (value, keys) {
        (Value::Table(table), keys) => set_in_table(table, keys, text),
        (Value::Array(array), [index, rest @ ..]) => {
            let index = index.parse::<usize>().map_err(|_| "names a key where the file has a list")?;
            let element =
                array.get_mut(index).ok_or("names an element that the list in the file does not have")?;
            if rest.is_empty() {
                *element = scalar(Some(element), text);
                return Ok(());
            }
            set_in_value(element, rest, text)
        }
        _ => Err("goes below a key that holds a plain value"),
    }
}

/// Where the file has a string the text is taken as it stands; elsewhere it is read as TOML when it can be, so
/// that numbers and lists can be given, and as a string when it cannot.
fn scalar(existing: Option<&Value>, text: &str) -> Value {
    let string = || Value::String(text.to_owned());
    match existing {
        Some(Value::String(_)) => string(),
        _ => text.parse::<Value>().unwrap_or_else(|_| string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(text: &str, variable: &str, value: &str) -> Result<String, String> {
        let mut table: Table = text.parse().unwrap();
        let environment = [(variable.to_owned(), value.to_owned())].into_iter();
        apply(&mut table, "FENGQIAO", environment).map_err(|error| error.to_string())?;
        Ok(toml::to_string(&table).unwrap())
    }

    #[test]
    fn a_number_for_a_string_stays_a_string() {
        assert_eq!(applied("code = 'a'", "FENGQIAO__CODE", "640221").unwrap(), "code = \"640221\"\n");
    }

    #[test]
    fn numbers_lists_and_plain_text_are_told_apart() {
        assert_eq!(applied("", "FENGQIAO__N", "7").unwrap(), "n = 7\n");
        assert_eq!(applied("n = ['a']", "FENGQIAO__N", "['b', 'c']").unwrap(), "n = [\"b\", \"c\"]\n");
        assert_eq!(applied("", "FENGQIAO__N", "0.0.0.0:7001").unwrap(), "n = \"0.0.0.0:7001\"\n");
        assert_eq!(applied("", "FENGQIAO__N", "1\nm = 2").unwrap(), "n = \"\"\"\n1\nm = 2\"\"\"\n");
    }

    #[test]
    fn an_element_of_a_list_is_reached_by_its_index() {
        let changed = applied("[[sites]]\ncode = 'a'\n", "FENGQIAO__SITES__0__CODE", "b").unwrap();
        assert_eq!(changed, "[[sites]]\ncode = \"b\"\n");
    }

    #[test]
    fn a_variable_without_a_place_is_refused_by_name_and_without_its_value() {
        for (text, variable) in [
            ("a = [1]", "FENGQIAO__A__1"),
            ("a = [1]", "FENGQIAO__A__B"),
            ("a = 1", "FENGQIAO__A__B"),
            ("", "FENGQIAO__A____B"),
            ("", "FENGQIAO__"),
        ] {
            let error = applied(text, variable, "canary").unwrap_err();
            assert!(error.contains(variable) && !error.contains("canary"), "{error}");
        }
    }

    #[test]
    fn other_variables_are_left_alone() {
        assert_eq!(applied("a = 1", "FENGQIAO_A", "2").unwrap(), "a = 1\n");
        assert_eq!(applied("a = 1", "OTHER__A", "2").unwrap(), "a = 1\n");
    }
}
