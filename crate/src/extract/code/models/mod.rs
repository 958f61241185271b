//! Tables that code declares through object mappers, and migrations that code runs. Each mapper's file turns what
//! it is told into the neutral [`Model`](crate::facts::Model) and
//! [`SchemaChange`](crate::facts::SchemaChange); what refers to other files is settled when files are linked.

mod django;
mod draft;
mod drizzle;
mod gorm;
mod jpa;
mod knex;
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
use crate::facts::{FileFacts, Model, ModelKind};

/// What reads the models of one library.
type Reader = fn(&Program<'_>, &mut Vec<Model>);
/// What reads migrations of one library.
type Steps = fn(&Program<'_>, &mut FileFacts);

/// Words that the code of a library has, and what reads its models.
const READERS: &[(&[&str], Reader)] = &[
    (&["drizzle-orm"], drizzle::read),
    (&["typeorm"], typeorm::read),
    (&["sequelize", "DataTypes"], sequelize::read),
    (&["@mikro-orm/"], mikro::read),
    (&["mongoose"], mongoose::read),
    (&["tableName"], knex::named),
    (&["django.db", "django.contrib.gis.db"], django::read),
    (&["sqlalchemy", "sqlmodel", "db.Model"], sqlalchemy::read),
    (&[".persistence"], jpa::read),
    (&["gorm"], gorm::read),
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
    let readers: Vec<_> = READERS.iter().filter(|(words, _)| holds(words)).collect();
    let steps: Vec<_> = STEPS.iter().filter(|(words, _)| holds(words)).collect();
    if readers.is_empty() && steps.is_empty() {
        return;
    }
    let program = Program::new(tree, source);
    for (_, read) in readers {
        read(&program, &mut facts.models);
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
