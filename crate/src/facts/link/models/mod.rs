//! Makes tables of the models that code declares: with the columns of their base classes, and with references to
//! models of other files.

mod whole;

use std::collections::{HashMap, HashSet};

use self::whole::{ColumnKey, Whole, joined};

use crate::artifact::FileId;
use crate::collections::BTreeSet;
use crate::facts::{FileEntry, Link, Model, ModelKind, Table};

/// Base classes above each other.
const DEEPEST: usize = 8;
/// Columns that all models together may take from others.
const MOST_TAKEN: usize = 100_000;
/// Models of one name that are looked at for each reference.
const MOST_ALIKE: usize = 16;

/// All models of a submission by their names.
pub(in crate::facts) struct Models<'a> {
    all: Vec<(&'a FileEntry, &'a Model)>,
    by_name: HashMap<&'a str, Vec<usize>>,
    by_table: HashMap<String, Vec<usize>>,
}

/// What the models make.
#[derive(Default)]
pub(in crate::facts) struct Made {
    pub tables: Vec<Table>,
    pub collections: Vec<Table>,
}

impl<'a> Models<'a> {
    /// Those of files that serve somebody.
    pub(in crate::facts) fn new(files: &'a [FileEntry], rehearsals: &BTreeSet<FileId>) -> Self {
        let served = files.iter().filter(|file| !rehearsals.contains(&file.id));
        let all: Vec<_> =
            served.flat_map(|file| file.facts.models.iter().map(move |model| (file, model))).collect();
        let (mut by_name, mut by_table) =
            (HashMap::<&str, Vec<usize>>::new(), HashMap::<String, Vec<usize>>::new());
        for (at, (_, model)) in all.iter().enumerate().filter(|(_, (_, model))| model.kind != ModelKind::More)
        {
            by_name.entry(&model.name).or_default().push(at);
            if !model.table.name.is_empty() {
                by_table.entry(model.table.name.to_lowercase()).or_default().push(at);
            }
        }
        Self { all, by_name, by_table }
    }

    /// The model of that name: of the same file before that of the nearest one, and a table of that name where
    /// no model has it.
    pub(in crate::facts) fn find(&self, from: &FileEntry, name: &str) -> Option<usize> {
        let named = self.by_name.get(name).or_else(|| self.by_table.get(&name.to_lowercase()))?;
        let near = |at: &&usize| {
            self.all.get(**at).map_or(0, |(file, _)| {
                if file.id == from.id { usize::MAX } else { shared_folders(&file.path, &from.path) }
            })
        };
        let mut best = None;
        for at in named.iter().take(MOST_ALIKE) {
            if best.is_none_or(|best| near(&at) > near(&best)) {
                best = Some(at);
            }
        }
        let best = *best?;
        let called = self.get(best).filter(|model| model.kind == ModelKind::Names);
        let declared = called.and_then(|called| {
            let named = self.by_table.get(&called.table.name.to_lowercase())?;
            let own = |at: &&usize| self.get(**at).is_some_and(|model| model.kind != ModelKind::Names);
            named.iter().take(MOST_ALIKE).find(own).copied()
        });
        Some(declared.unwrap_or(best))
    }

    /// The table of a model, and the model that knows its columns. Some mappers write the name small.
    pub(in crate::facts) fn table_of(&self, from: &FileEntry, name: &str) -> Option<(&'a str, &'a Model)> {
        let at = self.by_name.contains_key(name).then(|| self.find(from, name)).flatten().or_else(|| {
            let mut letters = name.chars();
            let first = letters.next().filter(|first| first.is_lowercase())?;
            let capital: String = first.to_uppercase().chain(letters).collect();
            self.by_name.contains_key(capital.as_str()).then(|| self.find(from, &capital)).flatten()
        })?;
        let home = self.get(self.home(at))?;
        (!home.table.name.is_empty()).then_some((home.table.name.as_str(), self.get(at)?))
    }

    pub(in crate::facts) fn get(&self, at: usize) -> Option<&'a Model> {
        self.all.get(at).map(|(_, model)| *model)
    }

    pub(in crate::facts) fn made(&self) -> Made {
        let mut whole: Vec<Whole<'a>> = self.whole();
        self.add_more(&mut whole);
        let keys: Vec<Option<ColumnKey>> = whole.iter().map(ColumnKey::of).collect();
        let mut made = Made::default();
        let mut between = Vec::new();
        for at in 0..whole.len() {
            let Some(own) = whole.get_mut(at) else { break };
            let (relations, beside) = (std::mem::take(&mut own.relations), std::mem::take(&mut own.beside));
            let Some((own_file, _)) = self.all.get(at) else { break };
            let beside = beside.iter().take(1).map(|relation| (*own_file, relation));
            for (file, relation) in beside.chain(relations) {
                let target = self.find(file, &relation.target);
                let Some(one) = whole.get_mut(at) else { continue };
                let other = target.and_then(|target| self.all.get(target)).map(|(_, other)| *other);
                let home = target.map(|target| self.home(target));
                let key = home.and_then(|home| keys.get(home)?.as_ref());
                let table = home.and_then(|home| self.get(home)).map_or("", |home| home.table.name.as_str());
                match &relation.link {
                    Link::Columns { columns, referred, made } => {
                        one.refer(relation, (columns, referred, *made), (other, table), key);
                    }
                    Link::Between { table, own, other, indexed } => {
                        let own_key = keys.get(at).and_then(Option::as_ref);
                        let pairs = joined(&one.table, relation, (table, own, other), own_key, key);
                        let mut pairs: Vec<Table> = pairs.into_iter().collect();
                        pairs.iter_mut().filter(|_| !indexed).for_each(|table| table.indexes.clear());
                        between.append(&mut pairs);
                    }
                }
            }
        }
        let mut taken = HashSet::new();
        let parts = self.parts();
        for (at, mut own) in whole.into_iter().enumerate() {
            match own.model.kind {
                ModelKind::Table if own.model.may_be_part && parts.contains(&at) => {}
                ModelKind::Table => {
                    own.table.incomplete |= own.model.keyed && own.table.primary_key.is_none();
                    taken.insert(own.table.name.to_lowercase());
                    made.tables.push(own.table);
                }
                ModelKind::Documents => made.collections.push(own.table),
                _ => {}
            }
        }
        made.tables.extend(between.into_iter().filter(|table| taken.insert(table.name.to_lowercase())));
        made
    }

    /// Every model with what it takes from its base classes, those of one table joined.
    fn whole(&self) -> Vec<Whole<'a>> {
        let mut budget = MOST_TAKEN;
        let mut all: Vec<Whole<'a>> = Vec::with_capacity(self.all.len());
        for (file, model) in &self.all {
            let mut own = Whole {
                model,
                table: Table { fields: model.fields.clone(), ..model.table.clone() },
                relations: Vec::new(),
                beside: Vec::new(),
            };
            let part = matches!(model.kind, ModelKind::Part | ModelKind::More | ModelKind::Names);
            let (parents, unknown) = self.parents(file, model);
            own.table.incomplete |= unknown;
            for parent in parents.into_iter().filter(|_| !part) {
                let Some((from, parent)) = self.all.get(parent) else { continue };
                let cost = parent.table.columns.len() + 1;
                if cost > budget {
                    break;
                }
                budget -= cost;
                match &model.beside_parent {
                    Some(column) if parent.kind == ModelKind::Table => own.stand_beside(parent, column),
                    _ => own.take(from, parent),
                }
            }
            for (column, maker) in &model.made_as {
                let maker = self.find(file, maker).and_then(|at| self.get(at));
                own.make(column, maker.map_or(&[], |maker| maker.table.columns.as_slice()));
            }
            own.relations.extend(model.relations.iter().map(|relation| (*file, relation)));
            if model.kind == ModelKind::Table {
                own.give_key();
            }
            all.push(own);
        }
        for at in 0..all.len() {
            let home = self.home(at);
            if home == at {
                continue;
            }
            let Some(own) = all
                .get_mut(at)
                .map(|own| (std::mem::take(&mut own.table.columns), std::mem::take(&mut own.relations)))
            else {
                continue;
            };
            if let Some(home) = all.get_mut(home) {
                for mut column in own.0 {
                    // Rows of other classes have no value in it.
                    column.nullable = true;
                    home.add_column(column);
                }
                home.relations.extend(own.1);
            }
        }
        all
    }

    /// The models that others take columns from.
    fn parts(&self) -> HashSet<usize> {
        let named =
            self.all.iter().flat_map(|(file, model)| model.parents.iter().map(move |name| (file, name)));
        named.filter_map(|(file, name)| self.find(file, name)).collect()
    }

    /// The models whose columns a model has too, the nearest first, and whether one is not in the submission.
    fn parents(&self, file: &FileEntry, model: &Model) -> (Vec<usize>, bool) {
        let mut found = Vec::new();
        let mut unknown = false;
        let mut open: Vec<(usize, &FileEntry, &Model)> = vec![(0, file, model)];
        while let Some((depth, file, model)) = open.pop() {
            for name in model.parents.iter().filter(|_| depth < DEEPEST) {
                let Some(at) = self.find(file, name) else {
                    unknown = true;
                    continue;
                };
                let Some((file, parent)) = self.all.get(at).filter(|_| !found.contains(&at)) else {
                    continue;
                };
                if model.kind == ModelKind::Shared && parent.kind != ModelKind::Part {
                    continue;
                }
                found.push(at);
                // What stands above a table is in that table.
                if model.beside_parent.is_some() && parent.kind == ModelKind::Table {
                    continue;
                }
                open.push((depth + 1, file, parent));
            }
        }
        (found, unknown)
    }

    /// The model whose table holds the rows.
    fn home(&self, at: usize) -> usize {
        let mut home = at;
        for _ in 0..DEEPEST {
            let Some((file, model)) = self.all.get(home) else { break };
            let above = model.parents.first().filter(|_| model.kind == ModelKind::Shared);
            match above.and_then(|name| self.find(file, name)) {
                Some(above) => home = above,
                None => break,
            }
        }
        home
    }

    /// What other places say of a model.
    fn add_more(&self, whole: &mut [Whole<'a>]) {
        for at in 0..whole.len() {
            let Some((file, model)) = self.all.get(at).filter(|(_, model)| model.kind == ModelKind::More)
            else {
                continue;
            };
            let home = self.find(file, &model.name).map(|found| self.home(found));
            let relations =
                whole.get_mut(at).map(|own| std::mem::take(&mut own.relations)).unwrap_or_default();
            if let Some(home) = home.and_then(|home| whole.get_mut(home)) {
                home.relations.extend(relations);
                home.table.indexes.extend(model.table.indexes.iter().cloned());
                home.table.uniques.extend(model.table.uniques.iter().cloned());
            }
        }
    }
}

fn shared_folders(one: &str, other: &str) -> usize {
    one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other).count()
}
