package org.lictor.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.lictor.FreePorts;

/** A dnsmasq that forwards the domain consul to an agent, as on the article's hosts. */
final class Dnsmasq implements AutoCloseable {
  private final Process process;
  private final int port;

  private Dnsmasq(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether it and dig, by which it is asked, are here. */
  static boolean available() {
    return Ran.has("dnsmasq") && Ran.has("dig");
  }

  /** Starts one with its files in {@code directory}, and waits until it forwards. */
  static Dnsmasq start(Path directory, LictorProcess agent) throws IOException {
    int port = FreePorts.next();
    Process process =
        new ProcessBuilder(
                "dnsmasq",
                "--keep-in-foreground",
                "--no-resolv",
                "--no-hosts",
                "--conf-file=/dev/null",
                "--user=root",
                "--pid-file=" + directory.resolve("dnsmasq.pid"),
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--port=" + port,
                "--cache-size=0",
                "--server=/consul/" + agent.place.address() + "#" + agent.dnsPort)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("dnsmasq.log").toFile())
            .start();
    Dnsmasq dnsmasq = new Dnsmasq(process, port);
    try {
      agent.await("dnsmasq to forward", () -> dnsmasq.forwards("consul.service.consul"));
      return dnsmasq;
    } catch (RuntimeException | Error e) {
      dnsmasq.close();
      throw e;
    }
  }

  private boolean forwards(String name) {
    try {
      return !ask(name).isEmpty();
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The addresses of a name, in the order of the answer. */
  List<String> ask(String name) throws IOException, InterruptedException {
    return Ran.command(
            List.of("dig", "@127.0.0.1", "-p", "" + port, "+short", "+tries=1", "+time=5", name))
        .lines();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
