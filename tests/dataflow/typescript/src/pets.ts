import express from "express";
import { exec } from "child_process";
import { run } from "./run";
const app = express();
class Order {
  constructor(public name: string, public kind: string) {}
}
app.get("/pets", async (req, res) => {
  const name = req.query.name as string;
  run(name);
  const ask = () => exec("ls " + name); // finding
  ask();
  const order = new Order(name, "a");
  exec("ls " + order.kind);
  exec("ls " + order.name); // finding
  const held: Record<string, string> = { clean: "a", sent: name };
  exec("ls " + held["clean"]);
  exec("ls " + held["sent"]); // finding
  let later = name;
  later = "a";
  exec("ls " + later);
  exec("ls " + encodeHTML(name)); // finding
  exec("ls " + (1 > 2 ? name : "a"));
  if (1 > 2) {
    exec("ls " + name);
  }
  let all = "";
  for (const part of name.split(",")) {
    all += part;
  }
  exec("ls " + all); // finding
  let tried = "a";
  try {
    check(name);
    tried = name;
  } catch (error) {
    tried = "b";
  }
  exec("ls " + tried); // finding
  fetchOne("a").then(() => exec("ls " + name)); // finding
  const value = await Promise.resolve(name);
  exec("ls " + value); // finding
  if (!["a", "b"].includes(name)) {
    return;
  }
  exec("ls " + name);
});
