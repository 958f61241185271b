//! Formats that are certain: what does not look like this is wrong for every reader.

/// What a text must look like to have a format, in words; `None` where it has it or nobody can tell.
pub(super) fn lacks(format: &str, text: &str) -> Option<&'static str> {
    let (fits, expected): (fn(&str) -> bool, _) = match format {
        "date" => (is_date, "a date as 2026-01-31"),
        "date-time" => (is_date_time, "a time with date and offset as 2026-01-31T09:30:00Z (RFC 3339)"),
        "uuid" => (is_uuid, "a UUID"),
        "ipv4" => (is_ipv4, "an IPv4 address"),
        "email" => (is_email, "an email address"),
        _ => return None,
    };
    (!fits(text)).then_some(expected)
}

/// `full-date` of RFC 3339, section 5.6.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `date-time` of RFC 3339, section 5.6; a space may stand for the `T`.
fn is_date_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_once(['T', 't', ' ']) else { return false };
    let (time, offset) = match rest.strip_suffix(['Z', 'z']) {
        Some(time) => (time, None),
        None => match rest.rsplit_once(['+', '-']) {
            Some((time, offset)) => (time, Some(offset)),
            None => return false,
        },
    };
    is_date(date) && is_time(time) && offset.is_none_or(is_offset)
}

fn is_time(text: &str) -> bool {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut parts = whole.split(':');
    let (Some(hour), Some(minute), Some(second), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    digits(hour, 2).is_some_and(|hour| hour < 24)
        && digits(minute, 2).is_some_and(|minute| minute < 60)
        && digits(second, 2).is_some_and(|second| second <= 60)
        && fraction
            .is_none_or(|fraction| !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit()))
}

fn is_offset(text: &str) -> bool {
    let Some((hours, minutes)) = text.split_once(':') else { return false };
    digits(hours, 2).is_some_and(|hours| hours < 24) && digits(minutes, 2).is_some_and(|minutes| minutes < 60)
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let all = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

/// RFC 9562, section 4.
fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let mut parts = text.split('-');
    let fits = lengths.iter().all(|length| {
        parts
            .next()
            .is_some_and(|part| part.len() == *length && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
    });
    fits && parts.next().is_none()
}

fn is_ipv4(text: &str) -> bool {
    text.parse::<std::net::Ipv4Addr>().is_ok()
}

/// Loosely: something on both sides of the last `@`, and no space in the address.
fn is_email(text: &str) -> bool {
    text.rsplit_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::lacks;

    #[test]
    fn certain_formats_are_told_from_what_looks_like_them() {
        let right = [
            ("date", "2024-02-29"),
            ("date-time", "2024-02-29T23:59:60Z"),
            ("date-time", "2024-02-29t08:00:00.123+02:00"),
            ("uuid", "3F2C8A1E-5b7d-4c9a-8e21-6d0f4b9a7c35"),
            ("ipv4", "192.0.2.1"),
            ("email", "ana@localhost"),
            ("hostname", "anything at all"),
        ];
        let wrong = [
            ("date", "2023-02-29"),
            ("date", "24-2-2"),
            ("date", "2024-02-29T00:00:00Z"),
            ("date-time", "2024-02-29"),
            ("date-time", "2024-02-29T08:00:00"),
            ("date-time", "2024-02-29T08:00Z"),
            ("date-time", "2024-02-29T08:00:00+0200"),
            ("uuid", "3f2c8a1e5b7d4c9a8e216d0f4b9a7c35"),
            ("ipv4", "256.1.1.1"),
            ("email", "ana"),
        ];
        assert!(right.iter().all(|(format, text)| lacks(format, text).is_none()));
        assert!(wrong.iter().all(|(format, text)| lacks(format, text).is_some()));
    }
}
