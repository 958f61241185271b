//! Bodies and responses. In a webhook the client is the one that is called: what it reads is the body.

use super::{ChangeKind, Changes, Impact, Pair};
use crate::facts::compatibility::schemas::{Direction, Root};
use crate::facts::{Media, Operation, Response};

impl Changes<'_> {
    pub(super) fn payloads(&mut self, pair: &Pair<'_>) {
        self.body(pair);
        self.responses(pair);
    }

    fn body(&mut self, pair: &Pair<'_>) {
        let direction = if pair.after.webhook { Direction::Response } else { Direction::Request };
        match (&pair.before.body, &pair.after.body) {
            (Some(old), Some(new)) => {
                if new.required && !old.required && direction == Direction::Request {
                    let words = ("the body", "is required, and was optional");
                    let places = (Some(old.place), new.place);
                    self.say(pair, ChangeKind::Requiredness, Impact::Breaking, places, words);
                }
                self.media(pair, direction, "the body", (&old.media, &new.media), new.place);
            }
            (Some(old), None) if pair.after.unread.is_empty() => {
                let impact = if pair.after.webhook { Impact::Breaking } else { Impact::Dangerous };
                let places = (Some(old.place), pair.after.place);
                self.say(pair, ChangeKind::Removed, impact, places, ("the body", "was removed"));
            }
            (None, Some(new)) if pair.before.unread.is_empty() => {
                let (kind, impact, predicate) = if new.required && !pair.after.webhook {
                    (ChangeKind::Requiredness, Impact::Breaking, "was added and is required")
                } else {
                    (ChangeKind::Added, Impact::Safe, "was added")
                };
                self.say(pair, kind, impact, (None, new.place), ("the body", predicate));
            }
            _ => {}
        }
    }

    fn responses(&mut self, pair: &Pair<'_>) {
        let direction = if pair.after.webhook { Direction::Request } else { Direction::Response };
        for old in &pair.before.responses {
            let subject = format!("the response {}", old.status);
            match answering(pair.after, &old.status) {
                Some(new) => self.response(pair, direction, old, new),
                None if old.is_success() && pair.after.unread.is_empty() => {
                    let place = pair.after.responses_place.unwrap_or(pair.after.place);
                    let places = (Some(old.place), place);
                    self.say(pair, ChangeKind::Removed, Impact::Breaking, places, (&subject, "was removed"));
                }
                None => {}
            }
        }
        for new in &pair.after.responses {
            match answering(pair.before, &new.status) {
                None => {
                    let subject = format!("the response {}", new.status);
                    let places = (None, new.place);
                    self.say(pair, ChangeKind::Added, Impact::Safe, places, (&subject, "was added"));
                }
                // It was told by a range or by `default` before.
                Some(old) if old.status != new.status => {
                    let is_compared = |own: &Response| own.status == old.status;
                    if !pair.after.responses.iter().any(is_compared) {
                        self.response(pair, direction, old, new);
                    }
                }
                Some(_) => {}
            }
        }
    }

    fn response(&mut self, pair: &Pair<'_>, direction: Direction, old: &Response, new: &Response) {
        if old.unread || new.unread {
            return;
        }
        let subject = format!("the response {}", new.status);
        // What an error holds is read by people more than by programs; that it is no JSON any more is told too.
        self.media(pair, direction, &subject, (&old.media, &new.media), new.place);
        for header in &old.headers {
            let same = new.headers.iter().find(|own| own.name.eq_ignore_ascii_case(&header.name));
            let subject = format!("the header `{}` in {subject}", header.name);
            match same {
                None => {
                    let places = (Some(header.place), new.place);
                    let words = (subject.as_str(), "was removed");
                    self.say(pair, ChangeKind::Removed, Impact::Dangerous, places, words);
                }
                Some(same) => {
                    if let (Some(before), Some(after)) = (header.schema, same.schema) {
                        let label = || format!("{subject} of {}", pair.label().value);
                        self.comparer.add(before, after, direction, || Root {
                            label: label(),
                            operation: pair.label(),
                        });
                    }
                }
            }
        }
    }

    fn media(
        &mut self,
        pair: &Pair<'_>,
        direction: Direction,
        subject: &str,
        media: (&[Media], &[Media]),
        place: crate::artifact::Place,
    ) {
        let (before, after) = media;
        for old in before {
            let Some(new) = after.iter().find(|own| plain(&own.name) == plain(&old.name)) else {
                // A document without any says nothing of what it holds.
                let is_any =
                    old.name.starts_with("*/*") || after.iter().any(|own| own.name.starts_with("*/*"));
                let impact = if is_any || after.is_empty() { Impact::Dangerous } else { Impact::Breaking };
                let predicate = format!("is no `{}` any more", old.name);
                let places = (Some(old.place), place);
                self.say(pair, ChangeKind::Removed, impact, places, (subject, &predicate));
                continue;
            };
            if let (Some(before), Some(after)) = (old.schema, new.schema) {
                let label = || format!("{subject} of {}", pair.label().value);
                self.comparer
                    .add(before, after, direction, || Root { label: label(), operation: pair.label() });
            }
        }
        for new in after.iter().filter(|new| !before.iter().any(|own| plain(&own.name) == plain(&new.name))) {
            let predicate = format!("may be `{}` as well", new.name);
            self.say(pair, ChangeKind::Added, Impact::Safe, (None, new.place), (subject, &predicate));
        }
    }
}

/// What an operation answers with a status: declared as itself, by its range or by `default`.
fn answering<'a>(operation: &'a Operation, status: &str) -> Option<&'a Response> {
    let named = |name: &str| operation.responses.iter().find(|response| response.status == name);
    let range = status.get(..1).map(|first| format!("{first}XX")).unwrap_or_default();
    let only_default = || match operation.responses.as_slice() {
        // An operation that declares nothing else means its success.
        [only] if only.status == "default" => Some(only),
        _ => None,
    };
    named(status)
        .or_else(|| named(&range))
        .or_else(|| if status.starts_with('2') { only_default() } else { named("default") })
}

/// Without its parameters, as which of them matter is not known: `application/json; charset=utf-8`.
fn plain(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
