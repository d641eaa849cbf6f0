package org.lictor.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process on this machine uses after a collection of its garbage.
 *
 * @param heapKiB the heap in use
 * @param threads threads of the operating system
 * @param files open files and sockets
 */
record Vitals(long heapKiB, int threads, long files) {
  private static final Pattern USED = Pattern.compile("(\\d+)K used|used (\\d+)K");

  static Vitals of(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    long heap = 0;
    for (String line : jcmd(pid, "GC.heap_info").lines()) {
      Matcher used = USED.matcher(line);
      if (!line.contains("space") && !line.contains("region size") && used.find()) {
        heap += Long.parseLong(used.group(1) == null ? used.group(2) : used.group(1));
      }
    }
    return new Vitals(heap, threads(pid), files(pid));
  }

  private static Ran jcmd(long pid, String command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Ran.command(List.of(jcmd, Long.toString(pid), command));
  }

  private static int threads(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("Threads:")) {
        return Integer.parseInt(line.substring(8).trim());
      }
    }
    throw new IOException("no count of threads");
  }

  private static long files(long pid) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    }
  }
}
