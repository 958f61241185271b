use super::*;

words! {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Kind { Plain, UrlEncoded, }
}

table! {
    struct Sample {
        name: String,
        sure: bool,
        most: Option<usize>,
        kind as "use": Kind,
        lists: Vec<Vec<String>>,
    }
    derived {
        length: usize,
    }
}

const TEXT: &str =
    "\u{2}name\nA\nsure\ntrue\nuse\nurl-encoded\nlists\n\u{1}\u{1}a\nb\n\u{3}\u{1}\u{3}\u{3}\u{3}";

#[test]
fn each_field_is_read_from_its_column() {
    let sample: Sample = read(TEXT);
    assert_eq!((sample.name.as_str(), sample.sure, sample.most, sample.length), ("A", true, None, 0));
    assert_eq!(
        (sample.kind, sample.lists),
        (Kind::UrlEncoded, vec![vec!["a".to_owned(), "b".to_owned()], Vec::new()])
    );
    assert!(Sample::faults(&value(TEXT), "sample").is_empty());
}

#[test]
fn what_no_column_is_for_is_a_fault() {
    let text = "\u{2}names\nA\nsure\nyes\nuse\nurl\n\u{3}";
    let faults = Sample::faults(&value(text), "t");
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert_eq!(read::<Sample>(text).kind, Kind::Plain);
}
