package visits

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

var visitFiles = os.Getenv("VISIT_FILES")
var visitClient = &http.Client{Timeout: 2 * time.Second}
// ----
func page(query url.Values) (int, int) {
	limit, err := strconv.Atoi(query.Get("limit"))
	if err != nil || limit < 1 || limit > 100 {
		limit = 20
	}
	at, err := strconv.Atoi(query.Get("page"))
	if err != nil || at < 1 {
		at = 1
	}
	return limit, (at - 1) * limit
}
// ----
func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}
// ----
func writeError(w http.ResponseWriter, status int, message string) {
	writeJSON(w, status, map[string]string{"error": message})
}
// ----
func slug(text string) string {
	var out strings.Builder
	dash := false
	for _, char := range strings.ToLower(text) {
		if (char >= 'a' && char <= 'z') || (char >= '0' && char <= '9') {
			out.WriteRune(char)
			dash = false
		} else if !dash {
			out.WriteByte('-')
			dash = true
		}
	}
	return strings.Trim(out.String(), "-")
}
// ----
func retry(ctx context.Context, times int, work func() error) error {
	var last error
	for attempt := 0; attempt < times; attempt++ {
		if last = work(); last == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(1<<attempt) * 100 * time.Millisecond):
		}
	}
	return last
}
// ----
func visitFile(name string) ([]byte, error) {
	full := filepath.Join(visitFiles, filepath.Base(name))
	if !strings.HasPrefix(full, filepath.Clean(visitFiles)+string(os.PathSeparator)) {
		return nil, errors.New("outside of the folder of visits")
	}
	return os.ReadFile(full)
}
// ----
func etag(value any) (string, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:]) + `"`, nil
}
// ----
func notifyVisit(ctx context.Context, base string, visit Visit) error {
	body, err := json.Marshal(map[string]any{"id": visit.ID, "purpose": visit.Purpose})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/hooks/visits", bytes.NewReader(body))
	if err != nil {
		return err
	}
	response, err := visitClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		return errors.New(response.Status)
	}
	return nil
}
// ----
func visitLine(visit Visit) string {
	var buffer bytes.Buffer
	writer := csv.NewWriter(&buffer)
	_ = writer.Write([]string{strconv.FormatInt(visit.ID, 10), visit.Purpose, strconv.FormatFloat(visit.Price, 'f', 2, 64)})
	writer.Flush()
	return buffer.String()
}
