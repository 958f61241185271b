package visits

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sort"
	"strings"
	"sync"
	"time"
)

var ErrNotFound = errors.New("not found")

const largestPrice = 10_000

type VisitService struct {
	store  *VisitStore
	mutex  sync.RWMutex
	recent map[int64]Visit
}

func NewVisitService(store *VisitStore) *VisitService {
	return &VisitService{store: store, recent: map[int64]Visit{}}
}
// ----
func (s *VisitService) List(ctx context.Context, owner int64, order string, limit, offset int) ([]Visit, error) {
	visits, err := s.store.List(ctx, owner, order, limit, offset)
	if err != nil {
		return nil, fmt.Errorf("listing visits: %w", err)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, visit := range visits {
		s.recent[visit.ID] = visit
	}
	return visits, nil
}
// ----
func (s *VisitService) Find(ctx context.Context, id, owner int64) (*Visit, error) {
	s.mutex.RLock()
	known, ok := s.recent[id]
	s.mutex.RUnlock()
	if ok && known.OwnerID == owner {
		return &known, nil
	}
	visit, err := s.store.ByID(ctx, id)
	if err != nil {
		return nil, err
	}
	if visit.OwnerID != owner {
		return nil, ErrNotFound
	}
	return visit, nil
}
// ----
func (s *VisitService) Create(ctx context.Context, owner int64, input CreateVisit) (*Visit, error) {
	if input.Price > largestPrice {
		return nil, fmt.Errorf("price %v is above %d", input.Price, largestPrice)
	}
	days := 14
	if input.Urgent {
		days = 1
	}
	visit := Visit{
		OwnerID: owner,
		Purpose: strings.TrimSpace(input.Purpose),
		Price:   input.Price,
		Urgent:  input.Urgent,
		Name:    slug(input.Purpose),
		Expires: time.Now().AddDate(0, 0, days),
	}
	err := retry(ctx, 3, func() error {
		return s.store.Insert(ctx, &visit)
	})
	if err != nil {
		return nil, err
	}
	slog.InfoContext(ctx, "visit created", "id", visit.ID)
	return &visit, nil
}
// ----
func (s *VisitService) Update(ctx context.Context, id, owner int64, changes UpdateVisit) (*Visit, error) {
	visit, err := s.Find(ctx, id, owner)
	if err != nil {
		return nil, err
	}
	if visit.State == "closed" {
		return nil, errors.New("closed visits cannot be changed")
	}
	columns := map[string]any{}
	if changes.Purpose != nil {
		columns["purpose"] = *changes.Purpose
	}
	if changes.Price != nil {
		columns["price"] = *changes.Price
	}
	if len(columns) == 0 {
		return visit, nil
	}
	return s.store.Update(ctx, id, columns)
}
// ----
func (s *VisitService) Remove(ctx context.Context, id int64) error {
	return s.store.InTransaction(ctx, func(tx Execer) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM visit_lines WHERE visit_id = $1", id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM visits WHERE id = $1", id)
		return err
	})
}
// ----
func (s *VisitService) Search(ctx context.Context, owner int64, word string) ([]Visit, error) {
	pattern := "%" + strings.NewReplacer("%", "", "_", "").Replace(word) + "%"
	visits, err := s.store.Matching(ctx, owner, pattern)
	if err != nil {
		return nil, err
	}
	score := func(visit Visit) float64 {
		total := visit.Price / 100
		if strings.HasPrefix(visit.Purpose, word) {
			total += 10
		}
		if visit.Urgent {
			total += 5
		}
		return total
	}
	sort.Slice(visits, func(i, j int) bool { return score(visits[i]) > score(visits[j]) })
	return visits, nil
}
// ----
func (s *VisitService) Totals(ctx context.Context, owner int64) (map[string]float64, error) {
	totals := map[string]float64{}
	for offset := 0; ; offset += 100 {
		visits, err := s.store.List(ctx, owner, "id", 100, offset)
		if err != nil {
			return nil, err
		}
		for _, visit := range visits {
			totals[visit.CreatedAt.Format("2006-01")] += visit.Price
		}
		if len(visits) < 100 {
			return totals, nil
		}
	}
}
