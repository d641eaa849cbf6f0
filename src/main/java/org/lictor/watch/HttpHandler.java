package org.lictor.watch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.check.HttpSpec;
import org.lictor.check.PolledSpec;
import org.lictor.check.ProbeResult;
import org.lictor.check.Probes;
import org.lictor.check.TlsSpec;
import org.lictor.model.CheckStatus;

/** Sends what was found to a URL. An answer that is not 2xx is logged; nothing is sent twice. */
public final class HttpHandler implements WatchHandler {
  private static final Logger LOG = System.getLogger("org.lictor.watch");

  private final Probes probes;
  private final Target target;

  /**
   * Where to.
   *
   * @param url {@code http} or {@code https}
   * @param header sent besides what says what the content is
   */
  public record Target(
      String url,
      String method,
      Duration timeout,
      Map<String, List<String>> header,
      boolean skipVerify) {}

  public HttpHandler(Probes probes, Target target) {
    this.probes = probes;
    this.target = target;
  }

  @Override
  public void handle(Sighting sighting) {
    Map<String, List<String>> header = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    header.put("User-Agent", List.of("Consul Watch"));
    header.putAll(target.header());
    header.put("Content-Type", List.of("application/json"));
    header.put("X-Consul-Index", List.of(Long.toUnsignedString(sighting.index())));
    HttpSpec request =
        new HttpSpec(
            target.url(),
            target.method(),
            header,
            sighting.json(),
            true,
            new TlsSpec("", target.skipVerify()),
            PolledSpec.MIN_INTERVAL,
            target.timeout());
    ProbeResult result = probes.probeFor(request, ScriptHandler.MOST_OUTPUT_BYTES).run();
    if (result.status() == CheckStatus.PASSING) {
      LOG.log(Level.DEBUG, () -> "http watch handler output: output=" + result.output());
    } else {
      LOG.log(Level.ERROR, "http watch handler failed: output=" + result.output());
    }
  }
}
