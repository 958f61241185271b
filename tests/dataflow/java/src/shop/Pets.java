package shop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

class Order {
    final String name;
    final String kind;

    Order(String name, String kind) {
        this.name = name;
        this.kind = kind;
    }
}

@RestController
class Pets {
    @GetMapping("/pets")
    String pets(@RequestParam String name) throws Exception {
        new Run().run(name);
        Runnable ask = () -> Runtime.getRuntime().exec("ls " + name); // finding
        ask.run();
        Order order = new Order(name, "a");
        Runtime.getRuntime().exec("ls " + order.kind);
        Runtime.getRuntime().exec("ls " + order.name); // finding
        Map<String, String> held = new HashMap<>();
        held.put("clean", "a");
        held.put("sent", name);
        Runtime.getRuntime().exec("ls " + held.get("clean"));
        Runtime.getRuntime().exec("ls " + held.get("sent")); // finding
        String later = name;
        later = "a";
        Runtime.getRuntime().exec("ls " + later);
        Runtime.getRuntime().exec("ls " + HtmlUtils.htmlEscape(name)); // finding
        Runtime.getRuntime().exec("ls " + (1 > 2 ? name : "a"));
        if (1 > 2) {
            Runtime.getRuntime().exec("ls " + name);
        }
        String all = "";
        for (String part : name.split(",")) {
            all += part;
        }
        Runtime.getRuntime().exec("ls " + all); // finding
        String tried;
        try {
            check(name);
            tried = name;
        } catch (IllegalStateException error) {
            tried = "b";
        }
        Runtime.getRuntime().exec("ls " + tried); // finding
        CompletableFuture.supplyAsync(() -> name).thenAccept(value -> Runtime.getRuntime().exec("ls " + value)); // finding
        if (!List.of("a", "b").contains(name)) {
            return "";
        }
        Runtime.getRuntime().exec("ls " + name);
        return "";
    }
}
