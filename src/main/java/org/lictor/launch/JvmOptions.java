package org.lictor.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The options of an agent's JVM. Measured: the agent itself keeps 55 MB of its heap, an instance
 * with a node and a check 1.7 KB, a key with 100 bytes 0.4 KB. So 256 MB carry 10,000 instances and
 * 200,000 such keys with room for the load; LICTOR_HEAP ({@code 2g}) or {@code -Xmx} in
 * LICTOR_JAVA_OPTS sets another.
 */
final class JvmOptions {
  private static final String DEFAULT_HEAP = "256m";

  /** A client keeps no registry: what it has is its own services and what is asked of it. */
  private static final String CLIENT_HEAP = "128m";

  private JvmOptions() {}

  static List<String> of(LaunchSettings settings, Map<String, String> environment) {
    List<String> own = new ArrayList<>();
    for (String option : environment.getOrDefault("LICTOR_JAVA_OPTS", "").trim().split("\\s+")) {
      if (!option.isEmpty()) own.add(option);
    }
    List<String> options =
        new ArrayList<>(
            List.of("-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8"));
    if (own.stream().noneMatch(option -> option.startsWith("-Xmx"))) {
      options.add("-Xmx" + heap(settings, environment));
    }
    // Some builds of JDK 17 move the class archive in memory at each start, which makes its 100 MB
    // of pages private and dirty.
    if (Runtime.version().feature() == 17) {
      options.add("-XX:+UnlockDiagnosticVMOptions");
      options.add("-XX:ArchiveRelocationMode=0");
    }
    // Compilers and collectors leave some 20 MB with the C library; JDKs that can give it back do
    // so now and then.
    options.add("-XX:+IgnoreUnrecognizedVMOptions");
    options.add("-XX:TrimNativeHeapInterval=5000");
    // When the agent gives memory back, it does so at once.
    options.add("-XX:-ShrinkHeapInSteps");
    // Compiled code of the warm agent takes 25 to 40 MB.
    options.add("-XX:ReservedCodeCacheSize=96m");
    // The heap grows from here as needed; the JVM's own first size, a 64th of the host, would be
    // touched whole.
    if (own.stream().noneMatch(option -> option.startsWith("-Xms"))) {
      options.add(alone(settings) ? "-Xms64m" : "-Xms40m");
      // Serial collection sizes the young part only when it collects everything. The commands and
      // letters of a cluster would fill a small one many times a second.
      options.addAll(youngGeneration(settings));
    }
    // What reflection and class loading keep softly is of the start; the collection after it takes
    // that away.
    options.add("-XX:SoftRefLRUPolicyMSPerMB=0");
    if (own.stream().noneMatch(option -> option.contains("Tiered"))) {
      options.addAll(compilers(settings));
    }
    if (own.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC")))
      options.add(collector(options, own));
    options.addAll(own);
    return options;
  }

  private static boolean alone(LaunchSettings settings) {
    return (settings.server() || settings.dev()) && settings.consensusMembers() == 0;
  }

  private static List<String> youngGeneration(LaunchSettings settings) {
    if (settings.consensusMembers() > 0) {
      return List.of("-XX:NewSize=32m", "-XX:NewRatio=2");
    }
    return alone(settings)
        ? List.of("-XX:NewSize=20m", "-XX:NewRatio=7")
        : List.of("-XX:NewSize=4m", "-XX:MaxNewSize=4m");
  }

  /**
   * The second compiler takes half of the processor's time from the start on until it is done. With
   * the first alone a server is there in two thirds of the time and does twice as much in its first
   * ten seconds; when warm, both do twice as much. One host's questions to a client are few: what
   * runs some hundred times only is not worth compiling there at all.
   */
  private static List<String> compilers(LaunchSettings settings) {
    List<String> first = List.of("-XX:TieredStopAtLevel=1", "-XX:CICompilerCount=1");
    if (settings.server() || settings.dev()) return first;
    List<String> client = new ArrayList<>(first);
    client.add("-XX:CompileThresholdScaling=4");
    return client;
  }

  private static String heap(LaunchSettings settings, Map<String, String> environment) {
    return environment.getOrDefault(
        "LICTOR_HEAP", settings.server() || settings.dev() ? DEFAULT_HEAP : CLIENT_HEAP);
  }

  // Serial is the smallest and, on a heap this size, pauses for some 50 ms at most; a large heap
  // needs one that does not stop the agent.
  private static String collector(List<String> options, List<String> own) {
    List<String> all = new ArrayList<>(options);
    all.addAll(own);
    String heap =
        all.stream()
            .filter(option -> option.startsWith("-Xmx"))
            .reduce((first, last) -> last)
            .orElse("-Xmx" + DEFAULT_HEAP);
    return megabytes(heap.substring("-Xmx".length())) <= 512 ? "-XX:+UseSerialGC" : "-XX:+UseG1GC";
  }

  /** A size as the JVM reads it, in whole megabytes. */
  static long megabytes(String size) {
    if (!size.matches("\\d{1,15}[kKmMgGtT]?")) {
      throw new LaunchException(
          "LICTOR_HEAP: \"" + size + "\" is no size of memory; write 512m or 2g");
    }
    char unit = Character.toLowerCase(size.charAt(size.length() - 1));
    long number =
        Long.parseLong(Character.isDigit(unit) ? size : size.substring(0, size.length() - 1));
    return switch (unit) {
      case 'k' -> number >> 10;
      case 'm' -> number;
      case 'g' -> number << 10;
      case 't' -> number << 20;
      default -> number >> 20;
    };
  }
}
