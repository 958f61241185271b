//! Roles that may do everything: `ALTER ROLE app SUPERUSER`, `ALTER SERVER ROLE sysadmin ADD MEMBER app`.

use super::cursor::Cursor;
use super::statement::Reader;
use crate::artifact::Place;
use crate::facts::{Grant, SchemaChange};

/// What a role can be given that lifts all bounds.
const POWERS: &[&str] = &["SUPERUSER", "BYPASSRLS"];
/// Roles whose members own everything.
const OWNERS: &[&str] =
    &["db_owner", "sysadmin", "securityadmin", "rds_superuser", "cloudsqlsuperuser", "dba"];
/// Roles that are there to own everything.
const ADMINISTRATORS: &[&str] = &["postgres", "root", "admin", "sa", "supabase_admin", "rdsadmin"];

impl Reader<'_> {
    /// The cursor stands at the verb.
    pub(super) fn note_power(&mut self, cursor: &Cursor<'_>, place: Place) {
        let mut cursor = *cursor;
        let given = match cursor.next().map(|verb| cursor.text(verb).to_ascii_uppercase()).as_deref() {
            Some("CREATE" | "ALTER") => attribute(&mut cursor),
            Some("GRANT") => membership(&mut cursor),
            Some("EXEC" | "EXECUTE") => called(&mut cursor),
            _ => None,
        };
        let Some((power, to)) = given else { return };
        if ADMINISTRATORS.iter().any(|own| to.eq_ignore_ascii_case(own)) {
            return;
        }
        self.facts.schema_changes.push(SchemaChange::Grant(Grant {
            privileges: vec![power],
            kind: Some("role".to_owned()),
            objects: vec!["everything".to_owned()],
            to: vec![to],
            grantable: false,
            revoked: false,
            by_default: false,
            place,
        }));
    }
}

/// `ROLE app WITH SUPERUSER`, `SERVER ROLE sysadmin ADD MEMBER app`
fn attribute(cursor: &mut Cursor<'_>) -> Option<(String, String)> {
    cursor.eat(&["SERVER"]);
    let kinds = ["ROLE", "USER", "GROUP"];
    kinds.iter().any(|kind| cursor.eat(&[kind])).then_some(())?;
    cursor.eat(&["IF", "NOT", "EXISTS"]);
    let role = cursor.ident()?.value;
    if cursor.eat(&["ADD", "MEMBER"]) {
        let to = cursor.ident()?.value;
        return owns(&role).then_some((role, to));
    }
    let given = POWERS
        .iter()
        .find(|power| cursor.rest().iter().any(|token| cursor.text(token).eq_ignore_ascii_case(power)));
    given.map(|power| ((*power).to_owned(), role))
}

/// `dba TO app`
fn membership(cursor: &mut Cursor<'_>) -> Option<(String, String)> {
    let role = cursor.ident()?.value;
    cursor.eat(&["TO"]).then_some(())?;
    owns(&role).then_some((role, cursor.ident()?.value))
}

/// `sp_addrolemember 'db_owner', 'app'`, `sp_addsrvrolemember 'app', 'sysadmin'`
fn called(cursor: &mut Cursor<'_>) -> Option<(String, String)> {
    let name = cursor.name()?.name.to_ascii_lowercase();
    let by_role = match name.as_str() {
        "sp_addrolemember" => true,
        "sp_addsrvrolemember" => false,
        _ => return None,
    };
    let texts = cursor.parts().into_iter().take(2).filter_map(|part| {
        let last = part.rest().last()?;
        Some(part.text(last).trim_start_matches('N').trim_matches('\'').to_owned())
    });
    let [one, other] = texts.collect::<Vec<_>>().try_into().ok()?;
    let (role, to) = if by_role { (one, other) } else { (other, one) };
    owns(&role).then_some((role, to))
}

fn owns(role: &str) -> bool {
    OWNERS.iter().any(|own| role.eq_ignore_ascii_case(own))
}
