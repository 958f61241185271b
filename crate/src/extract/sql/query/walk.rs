//! What a parsed statement says: tables, predicates, bounds. Walks with a list of work, not by recursion.

use sqlparser::ast::{
    Cte, Delete, Expr, FromTable, FunctionArguments, Ident, Insert, LimitClause, OrderBy, OrderByKind,
    OrderBySort, Query as Rows, Select, SelectItem, SetExpr, Statement, TableFactor, TableObject, Update,
    UpdateTableFromKind, Value,
};

use super::bounds::{argument, is_bounded, is_filtered, selects_all};
use super::logic::is_always_true;
use super::names::is_unordered_ranking;
use super::paging::sorts_anew;
use crate::facts::{PredicateRole, Query, QueryMark, QueryOrigin, QueryVerb};

/// Returns the names of table expressions that read rows.
pub(super) fn read(statement: &Statement, query: &mut Query) -> Vec<String> {
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
    Rows(&'a Rows, usize),
    Body(&'a SetExpr, usize),
    /// A condition; whether it must hold for every row that is picked.
    Condition(&'a Expr, usize, bool),
    /// An expression that may hold a subquery.
    Value(&'a Expr, usize),
    /// What rows are sorted by, and whether the largest comes first.
    Sort(&'a Expr, usize, bool),
    Statement(&'a Statement),
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
    fn statement(&mut self, statement: &'a Statement) {
        match statement {
            Statement::Query(rows) => {
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
            _ => {}
        }
    }

    fn insert(&mut self, insert: &'a Insert) {
        if let TableObject::TableName(name) = &insert.table {
            self.table(name);
        }
        self.query.bounded |= self.query.verb == QueryVerb::Insert;
        let named = !insert.columns.is_empty() || !insert.assignments.is_empty();
        if !named && insert.source.is_some() {
            self.mark(QueryMark::NoColumnList);
        }
        self.mark_insert(insert);
        self.work.extend(insert.source.as_deref().map(|rows| Work::Rows(rows, 0)));
    }

    fn update(&mut self, update: &'a Update) {
        self.relations(std::slice::from_ref(&update.table), 0);
        match &update.from {
            Some(UpdateTableFromKind::BeforeSet(from) | UpdateTableFromKind::AfterSet(from)) => {
                self.relations(from, 0);
            }
            None => {}
        }
        self.mark_update(update);
        self.mark_logic(update.selection.as_ref());
        self.query.filtered = update.selection.as_ref().is_some_and(|own| !is_always_true(own));
        self.query.bounded |= update.limit.is_some();
        self.work.extend(update.assignments.iter().map(|assignment| Work::Value(&assignment.value, 0)));
        self.work.extend(update.selection.iter().map(|condition| Work::Condition(condition, 0, true)));
    }

    fn delete(&mut self, delete: &'a Delete) {
        let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
        self.relations(from, 0);
        self.relations(delete.using.as_deref().unwrap_or_default(), 0);
        self.mark_delete(delete);
        self.mark_logic(delete.selection.as_ref());
        self.query.filtered = delete.selection.as_ref().is_some_and(|own| !is_always_true(own));
        self.query.bounded |= delete.limit.is_some();
        self.work.extend(delete.selection.iter().map(|condition| Work::Condition(condition, 0, true)));
    }

    fn rows(&mut self, rows: &'a Rows, parent: usize) {
        let ctes: &[Cte] = rows.with.as_ref().map(|with| with.cte_tables.as_slice()).unwrap_or_default();
        for cte in ctes {
            self.ctes.push(cte.alias.name.value.clone());
            if matches!(&*cte.query.body, SetExpr::Select(_) | SetExpr::SetOperation { .. }) {
                self.reading.push(cte.alias.name.value.clone());
            }
            self.work.push(Work::Rows(&cte.query, parent));
        }
        self.offset(rows);
        if sorts_anew(rows) {
            self.mark_sorted_parts(rows);
        }
        let scope = self.open(parent);
        self.order(rows.order_by.as_ref(), &rows.body, scope);
        self.work.push(Work::Body(&rows.body, scope));
    }

    /// Sorts of table expressions and subqueries whose order nobody sees.
    fn mark_sorted_parts(&mut self, rows: &Rows) {
        for cte in rows.with.iter().flat_map(|with| &with.cte_tables) {
            self.mark_lost_order(&cte.query, true);
        }
        let SetExpr::Select(select) = &*rows.body else { return };
        let joined = select.from.iter().flat_map(|from| from.joins.iter().map(|join| &join.relation));
        for factor in select.from.iter().map(|from| &from.relation).chain(joined) {
            if let TableFactor::Derived { subquery, .. } = factor {
                self.mark_lost_order(subquery, true);
            }
        }
    }

    fn open(&mut self, parent: usize) -> usize {
        self.scopes.push(Scope { parent, relations: Vec::new() });
        self.scopes.len() - 1
    }

    fn offset(&mut self, rows: &Rows) {
        let offset = match &rows.limit_clause {
            Some(LimitClause::LimitOffset { offset: Some(offset), .. }) => &offset.value,
            Some(LimitClause::OffsetCommaLimit { offset, .. }) => offset,
            _ => return,
        };
        let zero =
            matches!(offset, Expr::Value(value) if matches!(&value.value, Value::Number(n, _) if n == "0"));
        if !zero {
            self.query.offset = Some(self.query.place);
        }
    }

    /// Sorting by a column of the only table counts as a predicate; names of results do not.
    fn order(&mut self, order: Option<&'a OrderBy>, body: &'a SetExpr, scope: usize) {
        let SetExpr::Select(select) = body else { return };
        let Some(OrderByKind::Expressions(keys)) = order.map(|order| &order.kind) else { return };
        let named = |name: &Ident| {
            select.projection.iter().any(|item| {
                matches!(item, SelectItem::ExprWithAlias { alias, .. } if alias.value.eq_ignore_ascii_case(&name.value))
            })
        };
        for key in keys.iter().rev() {
            self.mark_order(&key.expr);
            let descending = matches!(key.options.sort, Some(OrderBySort::Desc));
            match &key.expr {
                Expr::Identifier(name) if named(name) => {}
                expression => self.work.push(Work::Sort(expression, scope, descending)),
            }
        }
    }

    fn sorted(&mut self, key: &'a Expr, scope: usize, descending: bool) {
        match key {
            Expr::Identifier(_) | Expr::CompoundIdentifier(_) => {
                self.compared(key, scope, false, PredicateRole::Sort { descending });
            }
            other => self.work.push(Work::Value(other, scope)),
        }
    }

    fn body(&mut self, body: &'a SetExpr, scope: usize) {
        match body {
            SetExpr::Select(select) => self.select(select, scope),
            SetExpr::Query(rows) => self.work.push(Work::Rows(rows, scope)),
            SetExpr::SetOperation { left, right, .. } => {
                self.mark_set(body);
                let (one, other) = (self.open(scope), self.open(scope));
                self.work.push(Work::Body(right, other));
                self.work.push(Work::Body(left, one));
            }
            SetExpr::Insert(inner)
            | SetExpr::Update(inner)
            | SetExpr::Delete(inner)
            | SetExpr::Merge(inner) => {
                self.work.push(Work::Statement(inner));
            }
            SetExpr::Values(_) | SetExpr::Table(_) => {}
        }
    }

    fn select(&mut self, select: &'a Select, scope: usize) {
        self.relations(&select.from, scope);
        self.mark_select(select);
        self.mark_groups(select, scope);
        self.mark_distinct(select, scope);
        self.mark_undone(select);
        self.mark_names(select);
        self.mark_logic(select.selection.as_ref());
        self.mark_logic(select.having.as_ref());
        let values = select.projection.iter().filter_map(|item| match item {
            SelectItem::UnnamedExpr(expression) | SelectItem::ExprWithAlias { expr: expression, .. } => {
                Some(Work::Value(expression, scope))
            }
            _ => None,
        });
        self.work.extend(values);
        self.work.extend(select.having.iter().map(|having| Work::Value(having, scope)));
        self.work.extend(select.selection.iter().map(|condition| Work::Condition(condition, scope, true)));
    }

    fn value(&mut self, expression: &'a Expr, scope: usize) {
        match expression {
            Expr::Exists { .. } => self.work.push(Work::Condition(expression, scope, false)),
            Expr::Subquery(rows) | Expr::InSubquery { subquery: rows, .. } => {
                self.work.push(Work::Rows(rows, scope));
            }
            Expr::BinaryOp { left, op, right } => {
                self.mark_count(left, op, right);
                self.work.push(Work::Value(right, scope));
                self.work.push(Work::Value(left, scope));
            }
            Expr::Nested(inner) | Expr::UnaryOp { expr: inner, .. } | Expr::Cast { expr: inner, .. } => {
                self.work.push(Work::Value(inner, scope));
            }
            Expr::Function(function) if is_unordered_ranking(function) => {
                self.mark(QueryMark::UnorderedRanking);
            }
            Expr::Function(function) => match &function.args {
                FunctionArguments::Subquery(rows) => self.work.push(Work::Rows(rows, scope)),
                FunctionArguments::List(list) => {
                    self.work
                        .extend(list.args.iter().filter_map(argument).map(|value| Work::Value(value, scope)));
                }
                FunctionArguments::None => {}
            },
            Expr::Case { operand, conditions, else_result, .. } => {
                self.mark_cases(operand.as_deref(), conditions.iter().map(|when| &when.condition));
                self.work.extend(conditions.iter().map(|when| Work::Value(&when.condition, scope)));
                self.work.extend(conditions.iter().map(|when| Work::Value(&when.result, scope)));
                self.work.extend(else_result.iter().map(|result| Work::Value(result, scope)));
            }
            _ => {}
        }
    }
}
