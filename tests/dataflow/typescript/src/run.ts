import { exec } from "child_process";
export function run(name: string) {
  exec("ls " + name); // finding
}
export function quiet(name: string) {
  exec("ls a");
}
