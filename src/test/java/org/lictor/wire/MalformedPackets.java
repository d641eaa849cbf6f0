package org.lictor.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * DNS messages that nobody should send ({@code src/test/resources/bad-input/dns.txt}): each has its
 * right answer, or none, and after each a plain question is still answered. They may be played from
 * several threads.
 */
public final class MalformedPackets {
  private MalformedPackets() {}

  /** All of them; fit for {@code @MethodSource}. */
  public static Stream<MalformedPacket> all() {
    var file =
        Objects.requireNonNull(MalformedPackets.class.getResourceAsStream("/bad-input/dns.txt"));
    try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(MalformedPacket::of)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends one over its transport, or over both.
   *
   * @param server where the agent listens for UDP and TCP
   * @param domain the domain the agent answers for, such as {@code consul}
   * @throws AssertionError if the outcome is another or the listener does not answer any more
   */
  public static void play(InetSocketAddress server, String domain, MalformedPacket packet) {
    var problems = new ArrayList<String>();
    outcomes(server, domain, packet)
        .forEach(
            outcome -> {
              var code = outcome.substring(outcome.indexOf(' ') + 1);
              if (!packet.outcomes().contains(code))
                problems.add("expected " + packet.outcomes() + " but found " + outcome);
            });
    if (!problems.isEmpty())
      throw new AssertionError(packet.what() + "\n  " + String.join("\n  ", problems));
  }

  /** What came of it on each transport, such as {@code udp FORMERR}. */
  static List<String> outcomes(InetSocketAddress server, String domain, MalformedPacket packet) {
    var exchange = new DnsExchange(server, domain);
    var message = packet.message();
    var outcomes = new ArrayList<String>();
    try {
      if (Set.of("udp", "both").contains(packet.transport()))
        outcomes.add("udp " + exchange.overUdp(message));
      if (!packet.transport().equals("udp")) {
        var bytes = packet.transport().equals("stream") ? message : DnsExchange.framed(message);
        var mayBeSilent = packet.outcomes().contains(MalformedPacket.NONE);
        outcomes.add("tcp " + exchange.overTcp(bytes, message, mayBeSilent));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(packet.what(), e);
    }
    return outcomes;
  }
}
