package org.lictor.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A DNS message that no client should send.
 *
 * @param what the mistake in a few words
 * @param transport {@code udp}, {@code tcp}, {@code both}, or {@code stream} for bytes of a TCP
 *     connection as they are, without the length in front
 * @param outcomes what is right: names of response codes, {@value #NONE} for no answer
 * @param message the bytes
 */
public record MalformedPacket(String what, String transport, Set<String> outcomes, byte[] message) {
  static final String NONE = "none";

  private static final Pattern TOKEN = Pattern.compile("([a-z]+)\\(([^)]*)\\)|([0-9a-f]{2})+");

  /** Reads a line {@code what | transport | outcome/outcome | bytes}. */
  static MalformedPacket of(String line) {
    var parts = line.split(" *\\| *", -1);
    if (parts.length != 4 || !Set.of("udp", "tcp", "both", "stream").contains(parts[1])) {
      throw new IllegalArgumentException("not a packet: " + line);
    }
    return new MalformedPacket(
        parts[0], parts[1], new TreeSet<>(Set.of(parts[2].split("/"))), bytes(parts[3]));
  }

  /**
   * Hexadecimal digits and, between spaces, {@code name(a.b.)} for labels and the root, {@code
   * labels(a.b)} for labels alone, {@code text(…)}, {@code repeat(hex,times)} and {@code
   * random(seed,length)}.
   */
  private static byte[] bytes(String tokens) {
    var bytes = new ByteArrayOutputStream();
    for (var token : tokens.isBlank() ? new String[0] : tokens.trim().split(" ")) {
      var form = TOKEN.matcher(token);
      if (!form.matches()) throw new IllegalArgumentException("not bytes: " + token);
      bytes.writeBytes(
          form.group(1) == null
              ? HexFormat.of().parseHex(token)
              : generated(form.group(1), form.group(2).split(",")));
    }
    return bytes.toByteArray();
  }

  private static byte[] generated(String kind, String[] arguments) {
    switch (kind) {
      case "labels":
        return labels(arguments[0]);
      case "name":
        return concat(labels(arguments[0]), new byte[1]);
      case "text":
        return arguments[0].getBytes(StandardCharsets.ISO_8859_1);
      case "repeat":
        return HexFormat.of().parseHex(arguments[0].repeat(Integer.parseInt(arguments[1])));
      case "random":
        var random = new byte[Integer.parseInt(arguments[1])];
        new Random(Long.parseLong(arguments[0])).nextBytes(random);
        return random;
      default:
        throw new IllegalArgumentException("not known: " + kind);
    }
  }

  private static byte[] labels(String name) {
    var bytes = new ByteArrayOutputStream();
    for (var label : name.split("\\.")) {
      bytes.write(label.length());
      bytes.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  /** The mistake, as JUnit shows it. */
  @Override
  public String toString() {
    return what;
  }
}
