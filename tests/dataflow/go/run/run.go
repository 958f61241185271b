package run

import "os/exec"

func Run(name string) {
	exec.Command("sh", "-c", "ls "+name).Run() // finding
}

func Quiet(name string) {
	exec.Command("sh", "-c", "ls a").Run()
}
