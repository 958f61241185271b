package visits

import (
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
)
// ----
type Visit struct {
	ID        int64     `json:"id" gorm:"primaryKey"`
	OwnerID   int64     `json:"-" gorm:"not null;index:visits_by_owner"`
	Name      string    `json:"name" gorm:"size:200"`
	Purpose   string    `json:"purpose" gorm:"size:200;not null"`
	Price     float64   `json:"price" gorm:"type:numeric(12,2)"`
	Urgent    bool      `json:"urgent" gorm:"default:false"`
	State     string    `json:"state" gorm:"size:20;default:open"`
	Expires   time.Time `json:"expires"`
	CreatedAt time.Time `json:"createdAt" gorm:"index:visits_by_owner"`
	Lines     []VisitLine
}

func (Visit) TableName() string {
	return "visits"
}
// ----
type VisitLine struct {
	gorm.Model
	VisitID int64  `gorm:"not null;index"`
	Amount  int    `gorm:"not null"`
	Remark  string `gorm:"size:1000"`
}
// ----
type CreateVisit struct {
	Purpose string  `json:"purpose" validate:"required,max=200"`
	Price   float64 `json:"price" validate:"gte=0"`
	Urgent  bool    `json:"urgent"`
}

func (c CreateVisit) Validate() []string {
	var problems []string
	if strings.TrimSpace(c.Purpose) == "" {
		problems = append(problems, "purpose must not be blank")
	}
	if len(c.Purpose) > 200 {
		problems = append(problems, "purpose is longer than 200 characters")
	}
	if c.Price < 0 {
		problems = append(problems, fmt.Sprintf("price %v is negative", c.Price))
	}
	return problems
}
// ----
type UpdateVisit struct {
	Purpose *string  `json:"purpose,omitempty"`
	Price   *float64 `json:"price,omitempty"`
	Urgent  *bool    `json:"urgent,omitempty"`
}
// ----
func (v Visit) Describe() string {
	parts := []string{fmt.Sprintf("visit %d", v.ID), v.Purpose}
	if v.Urgent {
		parts = append(parts, "urgent")
	}
	if v.Price > 0 {
		parts = append(parts, fmt.Sprintf("for %.2f", v.Price))
	}
	return strings.Join(parts, ", ")
}
// ----
func isFinalVisit(state string) bool {
	switch state {
	case "closed", "archived":
		return true
	default:
		return false
	}
}
