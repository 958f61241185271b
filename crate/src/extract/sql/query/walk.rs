//! What a parsed statement says: tables, predicates, bounds. Walks with a list of work, not by recursion.

use super::ast::{Body, Delete, Expr, Insert, Item, Name, Relation, Rows, Select, Statement, Update, Value};
use super::bounds::{is_bounded, is_filtered, selects_all};
use super::logic::is_always_true;
use super::names::is_unordered_ranking;
use super::paging::sorts_anew;
use crate::facts::{PredicateRole, Query, QueryMark, QueryOrigin, QueryVerb};

/// Returns the names of table expressions that read rows.
pub(super) fn read(statement: &Statement<'_>, query: &mut Query) -> Vec<String> {
    let mut walk = Walk {
        query,
        scopes: vec![Scope::default()],
        ctes: Vec::new(),
        reading: Vec::new(),
        work: Vec::new(),
    };
    walk.statement(statement);
    while let Some(work) = walk.work.pop() {
        match work {
            Work::Rows(rows, scope) => walk.rows(rows, scope),
            Work::Body(body, scope) => walk.body(body, scope),
            Work::Condition(expression, scope, sure) => walk.condition(expression, scope, sure),
            Work::Value(expression, scope) => walk.value(expression, scope),
            Work::Sort(key, scope, descending) => walk.sorted(key, scope, descending),
            Work::Statement(statement) => walk.statement(statement),
        }
    }
    let ctes = std::mem::take(&mut walk.ctes);
    let reading = std::mem::take(&mut walk.reading);
    let is_table = |name: &String| !ctes.iter().any(|cte| cte.eq_ignore_ascii_case(name));
    // The rows of a `WITH` may be one.
    query.marks.retain(
        |mark| !matches!(mark, QueryMark::Unjoined { table, other } if !is_table(table) || !is_table(other)),
    );
    query.tables.retain(is_table);
    query.predicates.iter_mut().for_each(|own| own.table = own.table.take().filter(is_table));
    for column in query.joins.iter_mut().flatten() {
        column.table = column.table.take().filter(is_table);
    }
    query.predicates.dedup();
    reading
}

pub(super) enum Work<'a> {
    Rows(&'a Rows<'a>, usize),
    Body(&'a Body<'a>, usize),
    /// A condition; whether it must hold for every row that is picked.
    Condition(&'a Expr<'a>, usize, bool),
    /// An expression that may hold a subquery.
    Value(&'a Expr<'a>, usize),
    /// What rows are sorted by, and whether the largest comes first.
    Sort(&'a Expr<'a>, usize, bool),
    Statement(&'a Statement<'a>),
}

/// The relations that columns of one SELECT may come from.
#[derive(Default)]
pub(super) struct Scope {
    pub parent: usize,
    /// What the statement calls each relation, and which table it is; `None` for a subquery.
    pub relations: Vec<(String, Option<String>)>,
}

pub(super) struct Walk<'a, 'q> {
    pub query: &'q mut Query,
    /// The first belongs to the statement itself.
    pub scopes: Vec<Scope>,
    ctes: Vec<String>,
    /// Those among them that do nothing but read.
    reading: Vec<String>,
    pub work: Vec<Work<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn statement(&mut self, statement: &'a Statement<'a>) {
        match statement {
            Statement::Rows(rows) => {
                self.query.bounded = is_bounded(rows);
                self.query.all_columns = selects_all(&rows.body);
                self.query.filtered = is_filtered(&rows.body);
                self.mark_page(rows);
                self.mark_lost_order(rows, self.query.origin == QueryOrigin::View);
                self.mark_results(&rows.body);
                self.work.push(Work::Rows(rows, 0));
            }
            Statement::Insert(insert) => self.insert(insert),
            Statement::Update(update) => self.update(update),
            Statement::Delete(delete) => self.delete(delete),
            Statement::Merge(merge) => {
                self.relation(&merge.table, 0);
                self.relation(&merge.source, 0);
                self.query.filtered = true;
                self.query.bounded = true;
                self.work.push(Work::Condition(&merge.on, 0, true));
            }
        }
    }

    fn insert(&mut self, insert: &'a Insert<'a>) {
        self.table(&insert.table);
        self.query.bounded |= self.query.verb == QueryVerb::Insert;
        if insert.columns.is_empty() && !insert.assigns && insert.source.is_some() {
            self.mark(QueryMark::NoColumnList);
        }
        self.mark_insert(insert);
        self.work.extend(insert.source.as_ref().map(|rows| Work::Rows(rows, 0)));
    }

    fn update(&mut self, update: &'a Update<'a>) {
        self.relations(std::slice::from_ref(&update.table), 0);
        self.relations(&update.from, 0);
        self.mark_update(update);
        self.mark_logic(update.selection.as_ref());
        self.query.filtered = update.selection.as_ref().is_some_and(|own| !is_always_true(own));
        self.query.bounded |= update.limit.is_some();
        self.work.extend(update.assignments.iter().map(|assignment| Work::Value(&assignment.value, 0)));
        self.work.extend(update.selection.iter().map(|condition| Work::Condition(condition, 0, true)));
    }

    fn delete(&mut self, delete: &'a Delete<'a>) {
        self.relations(&delete.from, 0);
        self.relations(&delete.using, 0);
        self.mark_delete(delete);
        self.mark_logic(delete.selection.as_ref());
        self.query.filtered = delete.selection.as_ref().is_some_and(|own| !is_always_true(own));
        self.query.bounded |= delete.limit.is_some();
        self.work.extend(delete.selection.iter().map(|condition| Work::Condition(condition, 0, true)));
    }

    fn rows(&mut self, rows: &'a Rows<'a>, parent: usize) {
        for cte in &rows.with {
            self.ctes.push(cte.name.value.to_string());
            if matches!(cte.rows.body, Body::Select(_) | Body::Set(_)) {
                self.reading.push(cte.name.value.to_string());
            }
            self.work.push(Work::Rows(&cte.rows, parent));
        }
        self.offset(rows);
        if sorts_anew(rows) {
            self.mark_sorted_parts(rows);
        }
        let scope = self.open(parent);
        self.order(rows, scope);
        self.work.push(Work::Body(&rows.body, scope));
    }

    /// Sorts of table expressions and subqueries whose order nobody sees.
    fn mark_sorted_parts(&mut self, rows: &Rows<'_>) {
        for cte in &rows.with {
            self.mark_lost_order(&cte.rows, true);
        }
        let Body::Select(select) = &rows.body else { return };
        let joined = select.from.iter().flat_map(|from| from.joins.iter().map(|join| &join.relation));
        for factor in select.from.iter().map(|from| &from.relation).chain(joined) {
            if let Relation::Derived { rows, .. } = factor {
                self.mark_lost_order(rows, true);
            }
        }
    }

    fn open(&mut self, parent: usize) -> usize {
        self.scopes.push(Scope { parent, relations: Vec::new() });
        self.scopes.len() - 1
    }

    fn offset(&mut self, rows: &Rows<'_>) {
        let zero = |offset: &Expr<'_>| matches!(offset, Expr::Value(Value::Number("0")));
        if rows.offset.as_ref().is_some_and(|offset| !zero(offset)) {
            self.query.offset = Some(self.query.place);
        }
    }

    /// Sorting by a column of the only table counts as a predicate; names of results do not.
    fn order(&mut self, rows: &'a Rows<'a>, scope: usize) {
        let Body::Select(select) = &rows.body else { return };
        let named = |name: &Name<'_>| {
            select.projection.iter().filter_map(Item::alias).any(|alias| alias.is(&name.value))
        };
        for key in rows.order.iter().rev() {
            self.mark_order(&key.key);
            match &key.key {
                Expr::Name(name) if named(name) => {}
                expression => self.work.push(Work::Sort(expression, scope, key.descending)),
            }
        }
    }

    fn sorted(&mut self, key: &'a Expr<'a>, scope: usize, descending: bool) {
        match key {
            Expr::Name(_) | Expr::Names(_) => {
                self.compared(key, scope, false, PredicateRole::Sort { descending });
            }
            other => self.work.push(Work::Value(other, scope)),
        }
    }

    fn body(&mut self, body: &'a Body<'a>, scope: usize) {
        match body {
            Body::Select(select) => self.select(select, scope),
            Body::Rows(rows) => self.work.push(Work::Rows(rows, scope)),
            Body::Set(set) => {
                self.mark_set(set);
                let (one, other) = (self.open(scope), self.open(scope));
                self.work.push(Work::Body(&set.right, other));
                self.work.push(Work::Body(&set.left, one));
            }
            Body::Write(inner) => self.work.push(Work::Statement(inner)),
            Body::Plain => {}
        }
    }

    fn select(&mut self, select: &'a Select<'a>, scope: usize) {
        self.relations(&select.from, scope);
        self.mark_select(select);
        self.mark_groups(select, scope);
        self.mark_distinct(select, scope);
        self.mark_undone(select);
        self.mark_names(select);
        self.mark_logic(select.selection.as_ref());
        self.mark_logic(select.having.as_ref());
        let values = select.projection.iter().filter_map(Item::value);
        self.work.extend(values.map(|value| Work::Value(value, scope)));
        self.work.extend(select.having.iter().map(|having| Work::Value(having, scope)));
        self.work.extend(select.selection.iter().map(|condition| Work::Condition(condition, scope, true)));
    }

    fn value(&mut self, expression: &'a Expr<'a>, scope: usize) {
        match expression {
            Expr::Exists(_) => self.work.push(Work::Condition(expression, scope, false)),
            Expr::Rows(rows) | Expr::InRows { rows, .. } => self.work.push(Work::Rows(rows, scope)),
            Expr::Binary { left, operator, right } => {
                self.mark_count(left, *operator, right);
                self.work.push(Work::Value(right, scope));
                self.work.push(Work::Value(left, scope));
            }
            Expr::Nested(inner)
            | Expr::Not(inner)
            | Expr::Minus(inner)
            | Expr::Unary(inner)
            | Expr::Cast { value: inner, .. } => self.work.push(Work::Value(inner, scope)),
            Expr::Call(call) if is_unordered_ranking(call) => self.mark(QueryMark::UnorderedRanking),
            Expr::Call(call) => self.values(&call.arguments, scope),
            Expr::Other(parts) => self.values(parts, scope),
            Expr::Case(case) => {
                self.mark_cases(case.operand.as_ref(), case.whens.iter().map(|(when, _)| when));
                self.work.extend(case.whens.iter().map(|(when, _)| Work::Value(when, scope)));
                self.work.extend(case.whens.iter().map(|(_, then)| Work::Value(then, scope)));
                self.work.extend(case.otherwise.iter().map(|result| Work::Value(result, scope)));
            }
            _ => {}
        }
    }

    fn values(&mut self, values: &'a [Expr<'a>], scope: usize) {
        self.work.extend(values.iter().map(|value| Work::Value(value, scope)));
    }
}
