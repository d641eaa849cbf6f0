package org.lictor.check;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Set;

/**
 * Asks a URL. The code of the answer is the status; a body that breaks off or is too slow does not
 * change it.
 *
 * <p>Speaks HTTP/1.1 on a socket of its own. The JDK's clients would not do: a check may set {@code
 * Host}, send a body with any method, must not reuse connections, and a thousand of them should
 * cost neither a selector nor a pool.
 */
final class HttpProbe implements Probe {
  private static final int MAX_REDIRECTS = 10;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpSpec spec;
  private final int outputLimit;
  private final Dialer dialer;

  HttpProbe(HttpSpec spec, int outputLimit, ProbeTls tls) {
    this.spec = spec;
    this.outputLimit = outputLimit;
    this.dialer = new Dialer(tls);
  }

  @Override
  public ProbeResult run() {
    Deadline deadline = Deadline.in(spec.timeout());
    Hop hop = new Hop(spec.method(), spec.url());
    try {
      HttpRequest request = HttpRequest.of(spec, HttpTarget.parse(spec.url()));
      for (int redirects = 0; redirects < MAX_REDIRECTS; redirects++) {
        try (Socket socket = connected(request.target(), deadline)) {
          socket.getOutputStream().write(request.bytes());
          HttpAnswer answer = HttpAnswer.read(socket, deadline);
          String location = answer.header().getOrDefault("Location", "");
          if (!spec.followsRedirects()
              || location.isEmpty()
              || !REDIRECTS.contains(answer.code())) {
            return result(answer, request.method());
          }
          String next = request.target().resolve(location);
          boolean relative = !next.equals(location);
          hop = new Hop(request.method(), location);
          request = request.redirected(answer.code(), HttpTarget.parse(next), relative);
          hop = new Hop(request.method(), location);
        }
      }
      return ProbeResult.critical(hop.failed("stopped after " + MAX_REDIRECTS + " redirects"));
    } catch (HttpTarget.UnparsableException complete) {
      return ProbeResult.critical(String.valueOf(complete.getMessage()));
    } catch (IOException trouble) {
      return ProbeResult.critical(hop.failed(words(trouble)));
    } catch (IllegalArgumentException noUri) {
      return ProbeResult.critical(
          hop.failed("failed to parse Location header: " + noUri.getMessage()));
    }
  }

  @Override
  public void kill() {
    dialer.kill();
  }

  private Socket connected(HttpTarget target, Deadline deadline) throws IOException {
    Socket plain = dialer.dial(target.address(), deadline);
    try {
      return target.overTls()
          ? dialer.secured(plain, target.address().host(), spec.tls(), deadline)
          : plain;
    } catch (IOException trouble) {
      plain.close();
      throw trouble;
    }
  }

  private ProbeResult result(HttpAnswer answer, String method) {
    OutputTail tail = new OutputTail(outputLimit);
    try {
      answer.body(method, tail::write);
    } catch (IOException brokenOff) {
      System.getLogger(HttpProbe.class.getName())
          .log(
              System.Logger.Level.DEBUG,
              () -> "body of " + spec.url() + " broke off: " + brokenOff.getMessage());
    }
    String output =
        "HTTP "
            + spec.method()
            + " "
            + spec.url()
            + ": "
            + answer.status()
            + " Output: "
            + tail.text();
    if (answer.code() >= 200 && answer.code() <= 299) {
      return ProbeResult.passing(output);
    }
    return answer.code() == 429 ? ProbeResult.warning(output) : ProbeResult.critical(output);
  }

  private static String words(IOException trouble) {
    if (trouble instanceof SocketTimeoutException
        || trouble.getCause() instanceof SocketTimeoutException) {
      return "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
    }
    return NetworkWords.talking(trouble);
  }

  /**
   * The request that failed, as an error names it: the method in title case, the URL as written,
   * less its password.
   */
  private record Hop(String method, String url) {
    String failed(String why) {
      String verb =
          method.substring(0, 1).toUpperCase(Locale.ROOT)
              + method.substring(1).toLowerCase(Locale.ROOT);
      return verb + " \"" + url.replaceFirst("(//[^/?#@:]*):[^/?#@]*@", "$1:***@") + "\": " + why;
    }
  }
}
