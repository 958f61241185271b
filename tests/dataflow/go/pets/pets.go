package pets

import (
	"html"
	"net/http"
	"os/exec"
	"strings"

	"shop/run"
)

type order struct {
	name string
	kind string
}

func shell(text string) {
	exec.Command("sh", "-c", "ls "+text).Run() // finding
}

func pets(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	run.Run(name)
	ask := func() { exec.Command("sh", "-c", name).Run() } // finding
	ask()
	one := order{name: name, kind: "a"}
	exec.Command("sh", "-c", one.kind).Run()
	exec.Command("sh", "-c", one.name).Run() // finding
	held := map[string]string{"clean": "a", "sent": name}
	exec.Command("sh", "-c", held["clean"]).Run()
	exec.Command("sh", "-c", held["sent"]).Run() // finding
	later := name
	later = "a"
	exec.Command("sh", "-c", later).Run()
	exec.Command("sh", "-c", html.EscapeString(name)).Run() // finding
	if 1 > 2 {
		exec.Command("sh", "-c", name).Run()
	}
	all := ""
	for _, part := range strings.Split(name, ",") {
		all += part
	}
	exec.Command("sh", "-c", all).Run() // finding
	defer func() {
		if failed := recover(); failed != nil {
			exec.Command("sh", "-c", name).Run() // finding
		}
	}()
	values := make(chan string, 1)
	go func() { values <- name }()
	exec.Command("sh", "-c", <-values).Run() // finding
	go func() {
		exec.Command("sh", "-c", name).Run() // finding
	}()
	shell(name)
	if name != "a" && name != "b" {
		return
	}
	exec.Command("sh", "-c", name).Run()
}
