package org.lictor.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A web server in a process of its own, as the article has one. */
final class WebServer implements AutoCloseable {
  private final Process process;

  private WebServer(Process process) {
    this.process = process;
  }

  static WebServer start(int port) throws IOException {
    return start("127.0.0.1", port);
  }

  static WebServer start(String address, int port) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new WebServer(
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WebServer.class.getName(),
                address,
                "" + port)
            .inheritIO()
            .start());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** The server itself: says hello to whoever asks. */
  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(args[0], Integer.parseInt(args[1])), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] hello = "hello from web\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, hello.length);
          exchange.getResponseBody().write(hello);
          exchange.close();
        });
    server.start();
  }
}
