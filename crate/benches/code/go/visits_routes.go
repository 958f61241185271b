package visits

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"example.com/shop/internal/auth"
)

type VisitHandler struct {
	service *VisitService
}

func (h *VisitHandler) Routes() chi.Router {
	r := chi.NewRouter()
	r.Use(auth.RequireUser)
	r.Get("/", h.List)
	r.Post("/", h.Create)
	r.Get("/search", h.Search)
	r.Get("/{id}", h.Get)
	r.Patch("/{id}", h.Update)
	r.With(auth.RequireRole("admin")).Delete("/{id}", h.Remove)
	return r
}
// ----
func (h *VisitHandler) List(w http.ResponseWriter, r *http.Request) {
	limit, offset := page(r.URL.Query())
	sort := "created_at"
	if r.URL.Query().Get("sort") == "price" {
		sort = "price"
	}
	visits, err := h.service.List(r.Context(), auth.UserID(r.Context()), sort, limit, offset)
	if err != nil {
		writeError(w, http.StatusInternalServerError, "could not list visits")
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"data": visits, "limit": limit, "offset": offset})
}
// ----
func (h *VisitHandler) Get(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	if err != nil {
		writeError(w, http.StatusBadRequest, "id must be a number")
		return
	}
	visit, err := h.service.Find(r.Context(), id, auth.UserID(r.Context()))
	switch {
	case errors.Is(err, ErrNotFound):
		writeError(w, http.StatusNotFound, fmt.Sprintf("no visit %d", id))
	case err != nil:
		writeError(w, http.StatusInternalServerError, "could not read the visit")
	default:
		writeJSON(w, http.StatusOK, visit)
	}
}
// ----
func (h *VisitHandler) Create(w http.ResponseWriter, r *http.Request) {
	var input CreateVisit
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&input); err != nil {
		writeError(w, http.StatusBadRequest, err.Error())
		return
	}
	if problems := input.Validate(); len(problems) > 0 {
		writeJSON(w, http.StatusUnprocessableEntity, map[string]any{"errors": problems})
		return
	}
	visit, err := h.service.Create(r.Context(), auth.UserID(r.Context()), input)
	if err != nil {
		writeError(w, http.StatusInternalServerError, "could not create the visit")
		return
	}
	w.Header().Set("Location", fmt.Sprintf("/visits/%d", visit.ID))
	writeJSON(w, http.StatusCreated, visit)
}
// ----
func (h *VisitHandler) Update(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	if err != nil {
		writeError(w, http.StatusBadRequest, "id must be a number")
		return
	}
	var changes UpdateVisit
	if err := json.NewDecoder(r.Body).Decode(&changes); err != nil {
		writeError(w, http.StatusBadRequest, "body is no JSON")
		return
	}
	visit, err := h.service.Update(r.Context(), id, auth.UserID(r.Context()), changes)
	if err != nil {
		writeError(w, http.StatusConflict, "the visit was not changed")
		return
	}
	writeJSON(w, http.StatusOK, visit)
}
// ----
func (h *VisitHandler) Remove(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	if err != nil {
		writeError(w, http.StatusBadRequest, "id must be a number")
		return
	}
	if err := h.service.Remove(r.Context(), id); err != nil {
		writeError(w, http.StatusNotFound, "no such visit")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
// ----
func (h *VisitHandler) Search(w http.ResponseWriter, r *http.Request) {
	words := strings.Fields(r.URL.Query().Get("q"))
	if len(words) > 5 {
		words = words[:5]
	}
	seen := map[int64]bool{}
	var results []Visit
	for _, word := range words {
		rows, err := h.service.Search(r.Context(), auth.UserID(r.Context()), word)
		if err != nil {
			writeError(w, http.StatusInternalServerError, "search failed")
			return
		}
		for _, row := range rows {
			if !seen[row.ID] {
				seen[row.ID] = true
				results = append(results, row)
			}
		}
	}
	writeJSON(w, http.StatusOK, results)
}
