package org.lictor.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * DNS messages from a seed: questions in the grammar of RFC 1035 about names that may be there, odd
 * in one place or another, and every other one of them damaged. The same seed gives the same
 * messages. One thread.
 */
public final class FuzzPackets {
  private static final int HEADER = 12;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 255;

  private static final List<String> WORDS =
      List.of(
          "service",
          "node",
          "query",
          "addr",
          "connect",
          "ingress",
          "virtual",
          "consul",
          "dc1",
          "dc2",
          "dc",
          "ns",
          "ap",
          "sg",
          "peer",
          "db",
          "web",
          "web-dual",
          "many",
          "cname-in",
          "loop",
          "sick",
          "plain",
          "first",
          "choice",
          "geo-db",
          "broken-x",
          "ext1",
          "v6",
          "srv1",
          "master",
          "v1",
          "2",
          "_db",
          "_tcp",
          "_plain",
          "0a090001",
          "0a1b2c",
          "20010db8000000000000000000000099",
          "in-addr",
          "ip6",
          "arpa",
          "0",
          "1",
          "9",
          "10",
          "8",
          "b",
          "d",
          "alt",
          "test",
          "org",
          "x");

  private static final List<String> ENDS =
      List.of(
          "service.consul",
          "node.consul",
          "query.consul",
          "addr.consul",
          "connect.consul",
          "consul",
          "dc1.consul",
          "alt.test",
          "in-addr.arpa",
          "ip6.arpa",
          "org",
          "");

  private static final int[] TYPES = {
    1, 2, 5, 6, 12, 15, 16, 28, 33, 35, 41, 43, 46, 48, 64, 65, 99, 250, 251, 252, 255, 256, 0,
    65_535
  };

  private static final int[] SIZES = {0, 1, 511, 512, 513, 600, 1232, 4096, 65_535};

  private final Random random;

  public FuzzPackets(long seed) {
    random = new Random(seed);
  }

  /** The next message; its id is for the caller to set. */
  public byte[] next() {
    byte[] message = question();
    return random.nextBoolean() ? message : damaged(message);
  }

  private byte[] question() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    boolean odd = random.nextInt(8) == 0;
    int questions = odd ? random.nextInt(4) : 1;
    int answers = odd && random.nextBoolean() ? random.nextInt(3) : 0;
    int authority = odd && random.nextBoolean() ? random.nextInt(3) : 0;
    boolean edns = random.nextBoolean();
    int additional = odd && random.nextBoolean() ? random.nextInt(3) : 0;
    two(out, 0);
    out.write(random.nextInt(16) == 0 ? random.nextInt(128) : random.nextInt(2));
    out.write(random.nextInt(8) == 0 ? random.nextInt(256) : 0);
    two(out, odd && random.nextBoolean() ? random.nextInt(65_536) : questions);
    two(out, answers);
    two(out, authority);
    two(out, additional + (edns ? 1 : 0));
    for (int i = 0; i < questions; i++) {
      name(out);
      two(out, pick(TYPES));
      two(out, random.nextInt(10) == 0 ? random.nextInt(256) : 1);
    }
    for (int i = 0; i < answers + authority + additional; i++) {
      record(out);
    }
    if (edns) {
      opt(out);
    }
    return out.toByteArray();
  }

  private void name(ByteArrayOutputStream out) {
    switch (random.nextInt(24)) {
      case 0 -> two(out, 0xC000 | random.nextInt(32)); // to the header, itself or beyond
      case 1 -> longest(out);
      default -> words(out);
    }
  }

  private void longest(ByteArrayOutputStream out) {
    int left = LONGEST_NAME - 1;
    while (left > 1) {
      int length = Math.min(left - 1, 1 + random.nextInt(LONGEST_LABEL));
      label(out, "abcdefghijklmnopqrstuvwxyz0123456789-".repeat(2).substring(0, length));
      left -= length + 1;
    }
    out.write(0);
  }

  private void words(ByteArrayOutputStream out) {
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      label(out, random.nextInt(12) == 0 ? noise() : cased(pick(WORDS)));
    }
    for (String word : cased(pick(ENDS)).split("\\.")) {
      if (!word.isEmpty()) {
        label(out, word);
      }
    }
    out.write(0);
  }

  private String noise() {
    byte[] bytes = new byte[1 + random.nextInt(LONGEST_LABEL)];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private String cased(String word) {
    if (random.nextInt(4) > 0) {
      return word;
    }
    StringBuilder mixed = new StringBuilder(word);
    for (int i = 0; i < mixed.length(); i++) {
      if (random.nextBoolean()) {
        mixed.setCharAt(i, Character.toUpperCase(mixed.charAt(i)));
      }
    }
    return mixed.toString();
  }

  private static void label(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private void record(ByteArrayOutputStream out) {
    name(out);
    two(out, pick(TYPES));
    two(out, 1);
    two(out, random.nextInt(65_536));
    two(out, random.nextInt(65_536));
    byte[] data = new byte[random.nextInt(20)];
    random.nextBytes(data);
    two(out, random.nextInt(8) == 0 ? random.nextInt(65_536) : data.length);
    out.writeBytes(data);
  }

  private void opt(ByteArrayOutputStream out) {
    ByteArrayOutputStream options = new ByteArrayOutputStream();
    for (int i = random.nextInt(3); i > 0; i--) {
      option(options);
    }
    out.write(0);
    two(out, 41);
    two(out, pick(SIZES));
    out.write(0);
    out.write(random.nextInt(16) == 0 ? random.nextInt(256) : 0); // the version
    two(out, random.nextBoolean() ? 0x8000 : 0);
    two(out, random.nextInt(16) == 0 ? random.nextInt(64) : options.size());
    out.writeBytes(options.toByteArray());
  }

  private void option(ByteArrayOutputStream out) {
    if (random.nextBoolean()) {
      int prefix = random.nextInt(40);
      int octets = random.nextInt(8) == 0 ? random.nextInt(20) : (prefix + 7) / 8;
      two(out, 8);
      two(out, 4 + octets);
      two(out, random.nextInt(8) == 0 ? random.nextInt(4) : 1);
      out.write(prefix);
      out.write(random.nextInt(8) == 0 ? random.nextInt(40) : 0);
      out.writeBytes(new byte[octets]);
      return;
    }
    byte[] data = new byte[random.nextInt(24)];
    random.nextBytes(data);
    two(out, random.nextBoolean() ? 10 : random.nextInt(65_536));
    two(out, data.length);
    out.writeBytes(data);
  }

  private byte[] damaged(byte[] message) {
    byte[] damaged = message;
    for (int i = random.nextInt(3); i >= 0; i--) {
      damaged =
          switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
            case 1 -> Arrays.copyOf(damaged, damaged.length + random.nextInt(40));
            case 2 -> joined(damaged, question());
            default -> changed(damaged);
          };
    }
    return damaged;
  }

  private byte[] changed(byte[] message) {
    byte[] changed = message.clone();
    for (int i = random.nextInt(4); i >= 0 && changed.length > 2; i--) {
      // Behind the header more often than in it.
      int from = random.nextInt(4) > 0 && changed.length > HEADER ? HEADER : 2;
      changed[from + random.nextInt(changed.length - from)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private byte[] joined(byte[] first, byte[] second) {
    int from = random.nextInt(first.length + 1);
    int to = random.nextInt(second.length + 1);
    byte[] joined = Arrays.copyOf(first, from + second.length - to);
    System.arraycopy(second, to, joined, from, second.length - to);
    return joined;
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private int pick(int[] all) {
    return all[random.nextInt(all.length)];
  }

  private static void two(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  /** Whether an answer is due to {@code message}: it has a header, and is no answer itself. */
  public static boolean wantsAnswer(byte[] message) {
    return message.length >= HEADER && (message[2] & 0x80) == 0;
  }
}
