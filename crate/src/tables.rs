//! Reads tables that were written as TOML. `build.rs` has read and joined them already; what is left of them here
//! are rows and lists of texts.
//!
//! A text ends with its line; a list or row stands between [`LIST`] or [`ROW`] and [`END`], and in a row each value
//! behind its name.

use crate::collections::BTreeMap;

const LIST: char = '\u{1}';
const ROW: char = '\u{2}';
const END: char = '\u{3}';

/// The text of a table, by the name that `build.rs` gives it.
macro_rules! compiled {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/tables/", $name))
    };
}

/// Makes of a struct one that is read from a row, each field from what stands under its name.
/// What stands behind `derived` is in no table.
macro_rules! table {
    (
        $(#[$meta:meta])*
        $see:vis struct $name:ident {
            $($(#[$about:meta])* $sees:vis $field:ident $(as $key:literal)?: $type:ty,)*
        }
        $(derived { $($(#[$note:meta])* $shown:vis $extra:ident: $kind:ty,)* })?
    ) => {
        $(#[$meta])*
        $see struct $name {
            $($(#[$about])* $sees $field: $type,)*
            $($($(#[$note])* $shown $extra: $kind,)*)?
        }

        impl $crate::tables::Cell for $name {
            fn read(row: &$crate::tables::Value) -> Self {
                Self {
                    $($field: <$type as $crate::tables::Cell>::of(row, $crate::tables::column!($field $($key)?)),)*
                    $($($extra: <$kind>::default(),)*)?
                }
            }

            #[cfg(test)]
            fn faults(row: &$crate::tables::Value, at: &str) -> Vec<String> {
                let mut known = Vec::new();
                let mut faults = Vec::new();
                $(
                    let name = $crate::tables::column!($field $($key)?);
                    known.extend(<$type as $crate::tables::Cell>::columns(name));
                    faults.extend(<$type as $crate::tables::Cell>::faults_of(row, name, at));
                )*
                faults.extend(row.unknown(&known).into_iter().map(|name| format!("{at}: no column {name}")));
                faults
            }
        }
    };
}

/// Makes of an enum one whose variants tables name, in small letters with `-` between words. The first stands where
/// a table says nothing.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $see:vis enum $name:ident { $($(#[$about:meta])* $word:ident,)* }
    ) => {
        $(#[$meta])*
        $see enum $name { $($(#[$about])* $word,)* }

        impl $crate::tables::Cell for $name {
            fn read(value: &$crate::tables::Value) -> Self {
                let all = [$((stringify!($word), Self::$word)),*];
                let [(_, first), ..] = all;
                all.into_iter().find(|(own, _)| value.is_word(own)).map_or(first, |(_, word)| word)
            }

            #[cfg(test)]
            fn faults(value: &$crate::tables::Value, at: &str) -> Vec<String> {
                let known = [$(stringify!($word)),*].iter().any(|own| value.is_word(own));
                if known { Vec::new() } else { vec![format!("{at}: {value:?} is no word for this")] }
            }
        }
    };
}

macro_rules! column {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

pub(crate) use {column, compiled, table, words};

#[derive(Debug)]
pub(crate) enum Value {
    Text(&'static str),
    List(Vec<Value>),
    Row(Vec<(&'static str, Value)>),
}

/// What can stand in a row. Where nothing stands, it is read from the empty text.
pub(crate) trait Cell: Sized {
    fn read(value: &Value) -> Self;

    /// From the columns of a row that are its own.
    fn of(row: &Value, name: &str) -> Self {
        Self::read(row.get(name))
    }

    /// What does not fit, for the tests of tables.
    #[cfg(test)]
    fn faults(value: &Value, at: &str) -> Vec<String>;

    #[cfg(test)]
    fn faults_of(row: &Value, name: &str, at: &str) -> Vec<String> {
        if row.has(name) { Self::faults(row.get(name), &format!("{at}.{name}")) } else { Vec::new() }
    }

    #[cfg(test)]
    fn columns(name: &'static str) -> Vec<&'static str> {
        vec![name]
    }
}

/// Reads what `build.rs` wrote.
pub(crate) fn read<T: Cell>(text: &'static str) -> T {
    T::read(&value(text))
}

pub(crate) fn value(text: &'static str) -> Value {
    let mut rest = text;
    next(&mut rest).unwrap_or(Value::Text(""))
}

/// `None` at the end of a list or row. Recurses as deep as our own tables are.
fn next(rest: &mut &'static str) -> Option<Value> {
    if let Some(inside) = rest.strip_prefix(LIST) {
        *rest = inside;
        let mut list = Vec::new();
        while let Some(value) = next(rest) {
            list.push(value);
        }
        return Some(Value::List(list));
    }
    if let Some(inside) = rest.strip_prefix(ROW) {
        *rest = inside;
        let mut row = Vec::new();
        while let Some(name) = text(rest) {
            row.push((name, next(rest)?));
        }
        return Some(Value::Row(row));
    }
    text(rest).map(Value::Text)
}

fn text(rest: &mut &'static str) -> Option<&'static str> {
    if let Some(after) = rest.strip_prefix(END) {
        *rest = after;
        return None;
    }
    let (text, after) = rest.split_once('\n')?;
    *rest = after;
    Some(text)
}

impl Value {
    fn get(&self, name: &str) -> &Self {
        self.entries().iter().find(|(own, _)| *own == name).map_or(&Self::Text(""), |(_, value)| value)
    }

    fn entries(&self) -> &[(&'static str, Self)] {
        if let Self::Row(row) = self { row } else { &[] }
    }

    fn text(&self) -> &'static str {
        if let Self::Text(text) = self { text } else { "" }
    }

    fn list(&self) -> &[Self] {
        if let Self::List(list) = self { list } else { &[] }
    }

    /// Whether it spells the name of a variant: `url-encoded` for `UrlEncoded`.
    pub(crate) fn is_word(&self, variant: &str) -> bool {
        let mut letters = self.text().bytes().filter(|letter| *letter != b'-');
        variant.bytes().all(|own| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&own)))
            && letters.next().is_none()
    }

    #[cfg(test)]
    fn has(&self, name: &str) -> bool {
        self.entries().iter().any(|(own, _)| *own == name)
    }

    #[cfg(test)]
    pub(crate) fn unknown(&self, known: &[&str]) -> Vec<&'static str> {
        self.entries().iter().map(|(name, _)| *name).filter(|name| !known.contains(name)).collect()
    }
}

impl Cell for String {
    fn read(value: &Value) -> Self {
        value.text().to_owned()
    }

    #[cfg(test)]
    fn faults(value: &Value, at: &str) -> Vec<String> {
        if matches!(value, Value::Text(_)) { Vec::new() } else { vec![format!("{at}: no text")] }
    }
}

impl Cell for bool {
    fn read(value: &Value) -> Self {
        value.text() == "true"
    }

    #[cfg(test)]
    fn faults(value: &Value, at: &str) -> Vec<String> {
        let fits = matches!(value.text(), "true" | "false");
        if fits { Vec::new() } else { vec![format!("{at}: neither true nor false")] }
    }
}

impl Cell for usize {
    fn read(value: &Value) -> Self {
        value.text().parse().unwrap_or_default()
    }

    #[cfg(test)]
    fn faults(value: &Value, at: &str) -> Vec<String> {
        let fits = value.text().parse::<Self>().is_ok();
        if fits { Vec::new() } else { vec![format!("{at}: no number")] }
    }
}

impl<T: Cell> Cell for Option<T> {
    fn read(value: &Value) -> Self {
        if let Value::Text("") = value { None } else { Some(T::read(value)) }
    }

    #[cfg(test)]
    fn faults(value: &Value, at: &str) -> Vec<String> {
        T::faults(value, at)
    }
}

impl<T: Cell> Cell for Vec<T> {
    fn read(value: &Value) -> Self {
        value.list().iter().map(T::read).collect()
    }

    #[cfg(test)]
    fn faults(value: &Value, at: &str) -> Vec<String> {
        match value {
            Value::List(list) => list.iter().flat_map(|value| T::faults(value, at)).collect(),
            _ => vec![format!("{at}: no list")],
        }
    }
}

impl<T: Cell> Cell for BTreeMap<String, T> {
    fn read(value: &Value) -> Self {
        value.entries().iter().map(|(name, value)| ((*name).to_owned(), T::read(value))).collect()
    }

    #[cfg(test)]
    fn faults(value: &Value, at: &str) -> Vec<String> {
        match value {
            Value::Row(row) => {
                row.iter().flat_map(|(name, value)| T::faults(value, &format!("{at}.{name}"))).collect()
            }
            _ => vec![format!("{at}: no names with values")],
        }
    }
}

#[cfg(test)]
mod tests;
