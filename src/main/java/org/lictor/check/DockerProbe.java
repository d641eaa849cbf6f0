package org.lictor.check;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program in a container by Docker's API, as {@code docker exec} does; its exit code is the
 * status. Not by that command itself: its exit code 1 may as well mean that there is no container.
 */
final class DockerProbe implements Probe {
  private static final Pattern ID = Pattern.compile("\"Id\"\\s*:\\s*\"(?<value>[0-9a-f]+)\"");
  private static final Pattern EXIT_CODE =
      Pattern.compile("\"ExitCode\"\\s*:\\s*(?<value>-?[0-9]{1,9})");
  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"");
  private static final int MOST_REPLY_BYTES = 16_384;
  private final DockerSpec spec;
  private final int outputLimit;
  private final DockerEndpoint endpoint;
  private @Nullable DockerWire running;
  private boolean killed;

  DockerProbe(DockerSpec spec, int outputLimit, DockerEndpoint endpoint) {
    this.spec = spec;
    this.outputLimit = outputLimit;
    this.endpoint = endpoint;
  }

  @Override
  public ProbeResult run() {
    OutputTail tail = new OutputTail(outputLimit);
    try {
      DockerWire wire = begun();
      String id = found(ID, asked(wire, "POST", "/containers/" + escaped() + "/exec", command()));
      wire.ask(
          "POST",
          "/exec/" + id + "/start",
          "{\"Detach\":false,\"Tty\":false}",
          answer -> {
            if (answer.code() != 200) {
              throw new IOException(problem(answer));
            }
            answer.body("POST", new DockerOutput(tail));
            return tail;
          });
      String exit = found(EXIT_CODE, asked(wire, "GET", "/exec/" + id + "/json", ""));
      return ScriptProbe.result(Integer.parseInt(exit), tail.textWithNotice());
    } catch (SocketTimeoutException late) {
      return ScriptProbe.timedOut(spec.timeout(), tail.textWithNotice());
    } catch (IOException trouble) {
      return ProbeResult.critical(String.valueOf(trouble.getMessage()));
    }
  }

  @Override
  public synchronized void kill() {
    killed = true;
    if (running != null) {
      running.kill();
    }
  }

  private synchronized DockerWire begun() throws IOException {
    if (killed) {
      throw new IOException("operation was canceled");
    }
    DockerWire wire = new DockerWire(endpoint, Deadline.in(spec.timeout()));
    running = wire;
    return wire;
  }

  /** Asks for a reply in JSON. */
  private String asked(DockerWire wire, String method, String path, String body)
      throws IOException {
    return wire.ask(
        method,
        path,
        body,
        answer -> {
          if (answer.code() != 200 && answer.code() != 201) {
            throw new IOException(problem(answer));
          }
          return text(answer);
        });
  }

  private String problem(HttpAnswer answer) throws IOException {
    Matcher message = MESSAGE.matcher(text(answer));
    return "exec in container "
        + spec.container()
        + " failed: "
        + (message.find() ? message.group("value").replace("\\\"", "\"") : answer.status());
  }

  private static String text(HttpAnswer answer) throws IOException {
    OutputTail reply = new OutputTail(MOST_REPLY_BYTES);
    answer.body("GET", reply::write);
    return reply.text();
  }

  private static String found(Pattern pattern, String reply) throws IOException {
    Matcher matcher = pattern.matcher(reply);
    if (!matcher.find()) {
      throw new IOException("Docker gave an answer that is not understood: " + reply);
    }
    return matcher.group("value");
  }

  private String escaped() {
    StringBuilder escaped = new StringBuilder();
    for (byte b : spec.container().getBytes(StandardCharsets.UTF_8)) {
      boolean plain = Character.isLetterOrDigit(b) && b > 0 || "_.-".indexOf(b) >= 0;
      escaped.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
    }
    return escaped.toString();
  }

  private String command() {
    StringBuilder words = new StringBuilder();
    List<String> command = spec.command();
    for (String word : command) {
      words.append(words.isEmpty() ? "" : ",").append(quoted(word));
    }
    return "{\"AttachStdin\":false,\"AttachStdout\":true,\"AttachStderr\":true,\"Tty\":false,\"Cmd\":["
        + words
        + "]}";
  }

  private static String quoted(String word) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : word.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
