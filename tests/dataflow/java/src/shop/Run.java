package shop;

class Run {
    void run(String name) throws Exception {
        Runtime.getRuntime().exec("ls " + name); // finding
    }

    void quiet(String name) throws Exception {
        Runtime.getRuntime().exec("ls a");
    }
}
