//! Tables that code declares through object mappers, and migrations that code runs. Each mapper's file turns what
//! it is told into the neutral [`Model`](crate::facts::Model) and
//! [`SchemaChange`](crate::facts::SchemaChange); what refers to other files is settled when files are linked.

mod django;
mod draft;
mod drizzle;
mod gorm;
mod jpa;
mod knex;
mod mappers;
mod marks;
mod mikro;
mod mongoose;
mod names;
mod program;
mod sequelize;
mod settings;
mod sqlalchemy;
mod steps;
mod typeorm;

use self::program::Program;
use super::syntax::{NodeKind, Tree};
use crate::artifact::Source;
use crate::facts::{FileFacts, Mapper, Model, ModelKind};

/// What reads the models of one library.
type Reader = fn(&Program<'_>, &mut Vec<Model>);
/// What reads migrations of one library.
type Steps = fn(&Program<'_>, &mut FileFacts);

/// Words that the code of a library has, what reads its models, and how these are written.
const READERS: &[(&[&str], Reader, Option<&Mapper>)] = &[
    (&["drizzle-orm"], drizzle::read, Some(&mappers::DRIZZLE)),
    (&["typeorm"], typeorm::read, Some(&mappers::TYPEORM)),
    (&["sequelize", "DataTypes"], sequelize::read, None),
    (&["@mikro-orm/"], mikro::read, None),
    (&["mongoose"], mongoose::read, None),
    (&["tableName"], knex::named, None),
    (&["django.db", "django.contrib.gis.db"], django::read, Some(&mappers::DJANGO)),
    (&["sqlalchemy", "sqlmodel", "db.Model"], sqlalchemy::read, Some(&mappers::SQLALCHEMY)),
    (&[".persistence"], jpa::read, Some(&mappers::JPA)),
    (&["gorm"], gorm::read, Some(&mappers::GORM)),
];

/// Words that migrations of a library have, and what reads them.
const STEPS: &[(&[&str], Steps)] = &[
    (&["queryRunner"], typeorm::read_migrations),
    (&["queryInterface"], sequelize::read_migrations),
    (&[".schema"], knex::read),
    (SETTINGS, settings::read),
];

/// Words of files with settings.
const SETTINGS: &[&str] =
    &["DataSource(", "forRoot", "new Sequelize(", "client:", "dialect:", "NamingStrategy"];

/// Models of one file that are kept.
const MOST: usize = 5_000;

pub(super) fn read(tree: &Tree, source: &Source<'_>, facts: &mut FileFacts) {
    let holds = |words: &[&str]| words.iter().any(|word| source.text.contains(word));
    let readers: Vec<_> = READERS.iter().filter(|(words, ..)| holds(words)).collect();
    let steps: Vec<_> = STEPS.iter().filter(|(words, _)| holds(words)).collect();
    if readers.is_empty() && steps.is_empty() {
        return;
    }
    let program = Program::new(tree, source);
    for (_, read, mapper) in readers {
        let from = facts.models.len();
        read(&program, &mut facts.models);
        for model in facts.models.iter_mut().skip(from) {
            model.table.mapper = *mapper;
        }
    }
    facts.models.truncate(MOST);
    let others = other_names(tree, &facts.models);
    facts.models.extend(others);
    for (_, read) in steps {
        read(&program, facts);
    }
}

/// `export { User as UserModel }`
fn other_names(tree: &Tree, models: &[Model]) -> Vec<Model> {
    let mut others = Vec::new();
    for (_, node) in tree.nodes() {
        let NodeKind::Export { names, module: None } = &node.kind else { continue };
        for exported in names {
            let Some(local) = exported.local.as_deref().filter(|local| **local != *exported.name) else {
                continue;
            };
            let model = models.iter().find(|model| model.name == local && model.kind == ModelKind::Table);
            others.extend(model.map(|model| model.called(&exported.name)));
        }
    }
    others
}
