package visits

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

const visitColumns = "id, owner_id, purpose, price, urgent, state, created_at"

var sortableVisits = map[string]string{"id": "id", "price": "price", "created_at": "created_at DESC"}

type Execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

type VisitStore struct {
	db *sql.DB
}

func NewVisitStore(db *sql.DB) *VisitStore {
	return &VisitStore{db: db}
}
// ----
func (s *VisitStore) List(ctx context.Context, owner int64, order string, limit, offset int) ([]Visit, error) {
	column, ok := sortableVisits[order]
	if !ok {
		column = "id"
	}
	query := "SELECT " + visitColumns + " FROM visits WHERE owner_id = $1 ORDER BY " + column + " LIMIT $2 OFFSET $3"
	rows, err := s.db.QueryContext(ctx, query, owner, limit, offset)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return scanVisits(rows)
}
// ----
func (s *VisitStore) ByID(ctx context.Context, id int64) (*Visit, error) {
	row := s.db.QueryRowContext(ctx, fmt.Sprintf("SELECT %s FROM visits WHERE id = $1", visitColumns), id)
	var visit Visit
	err := row.Scan(&visit.ID, &visit.OwnerID, &visit.Purpose, &visit.Price, &visit.Urgent, &visit.State, &visit.CreatedAt)
	if err == sql.ErrNoRows {
		return nil, ErrNotFound
	}
	return &visit, err
}
// ----
func (s *VisitStore) Insert(ctx context.Context, visit *Visit) error {
	return s.db.QueryRowContext(ctx,
		`INSERT INTO visits (owner_id, purpose, price, urgent) VALUES ($1, $2, $3, $4) RETURNING id, created_at`,
		visit.OwnerID, visit.Purpose, visit.Price, visit.Urgent,
	).Scan(&visit.ID, &visit.CreatedAt)
}
// ----
func (s *VisitStore) Update(ctx context.Context, id int64, columns map[string]any) (*Visit, error) {
	sets := []string{}
	args := []any{id}
	for _, name := range []string{"purpose", "price", "urgent", "state"} {
		if value, ok := columns[name]; ok {
			args = append(args, value)
			sets = append(sets, fmt.Sprintf("%s = $%d", name, len(args)))
		}
	}
	query := "UPDATE visits SET " + strings.Join(sets, ", ") + " WHERE id = $1"
	if _, err := s.db.ExecContext(ctx, query, args...); err != nil {
		return nil, err
	}
	return s.ByID(ctx, id)
}
// ----
func (s *VisitStore) Matching(ctx context.Context, owner int64, pattern string) ([]Visit, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT `+visitColumns+`
		FROM visits
		WHERE owner_id = $1 AND purpose ILIKE $2
		ORDER BY created_at DESC
		LIMIT 50`, owner, pattern)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return scanVisits(rows)
}
// ----
func (s *VisitStore) InTransaction(ctx context.Context, work func(Execer) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}
// ----
func scanVisits(rows *sql.Rows) ([]Visit, error) {
	var visits []Visit
	for rows.Next() {
		var visit Visit
		if err := rows.Scan(&visit.ID, &visit.OwnerID, &visit.Purpose, &visit.Price, &visit.Urgent, &visit.State, &visit.CreatedAt); err != nil {
			return nil, err
		}
		visits = append(visits, visit)
	}
	return visits, rows.Err()
}
