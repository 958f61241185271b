//! Members that refer to other tables.

use super::{PACKAGE, Reader};
use crate::extract::code::models::draft::{Draft, action};
use crate::extract::code::models::marks::Mark;
use crate::extract::code::models::names::camel;
use crate::extract::code::syntax::NodeId;
use crate::facts::snake;
use crate::facts::{Action, Link, MadeColumn, Relation};

impl Reader<'_, '_> {
    pub(super) fn relation(&self, draft: &mut Draft, key: &str, marks: &[Mark<'_>]) {
        let own = |name: &str| marks.iter().find(|mark| mark.name == name && mark.module == PACKAGE);
        let join = own("JoinColumn");
        if let Some(mark) = own("ManyToOne").or_else(|| own("OneToOne").filter(|_| join.is_some())) {
            let arguments = join.map_or(&[][..], |join| join.arguments);
            let unenforced = self.program.flag(mark.arguments, "createForeignKeyConstraints") == Some(false);
            let name = self.program.text_option(arguments, "name");
            draft.model.implicit.extend(name.is_none().then(|| format!("{key}Id")));
            let guessed = name.clone().unwrap_or_else(|| format!("{key}Id"));
            draft.model.fields.push((key.to_owned(), guessed));
            let referred = self.program.text_option(arguments, "referencedColumnName");
            let relation = self.target(mark).map(|target| Relation {
                name: None,
                target,
                link: Link::Columns {
                    columns: vec![name.unwrap_or_else(|| format!("{}{{Key}}", camel(key)))],
                    referred: referred.into_iter().collect(),
                    made: MadeColumn {
                        nullable: self.program.flag(mark.arguments, "nullable") != Some(false)
                            && own("PrimaryColumn").is_none(),
                        unique: mark.name == "OneToOne",
                        ..MadeColumn::default()
                    },
                },
                place: mark.place,
                on_delete: self.action(mark.arguments, "onDelete"),
                on_update: self.action(mark.arguments, "onUpdate"),
            });
            draft.model.relations.extend(relation.filter(|_| !unenforced));
        } else if let (Some(mark), Some(table)) = (own("ManyToMany"), own("JoinTable")) {
            let relation = self.between(key, mark, table);
            draft.model.relations.extend(relation);
        }
    }

    fn between(&self, key: &str, mark: &Mark<'_>, table: &Mark<'_>) -> Option<Relation> {
        let column = |side: &str| {
            let options = self.program.option(table.arguments, side)?;
            self.program.text(self.program.property(options, "name")?)
        };
        let name = self.program.text_option(table.arguments, "name");
        let name = name.or_else(|| self.program.first_text(table.arguments));
        Some(Relation {
            name: None,
            target: self.target(mark)?,
            link: Link::Between {
                table: name.unwrap_or_else(|| format!("{{own}}_{}_{{other}}", snake(key))),
                own: column("joinColumn").unwrap_or_else(|| "{table}{Key}".to_owned()),
                other: column("inverseJoinColumn").unwrap_or_else(|| "{table}{Key}".to_owned()),
                indexed: true,
            },
            place: table.place,
            on_delete: Some(Action::Cascade),
            on_update: None,
        })
    }

    /// `User` of `() => User` and `"User"`.
    fn target(&self, mark: &Mark<'_>) -> Option<String> {
        let first: NodeId = *mark.arguments.first()?;
        let given = self.program.returned(first);
        self.program.text(given).or_else(|| self.program.last_name(given).map(str::to_owned))
    }

    fn action(&self, arguments: &[NodeId], name: &str) -> Option<Action> {
        action(&self.program.text_option(arguments, name)?)
    }
}
