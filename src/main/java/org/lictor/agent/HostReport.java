package org.lictor.agent;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host on which this agent runs, for {@code /v1/agent/host}: what Linux tells in {@code /proc},
 * elsewhere what Java knows. Values are texts, numbers, lists and maps of them. Any thread.
 */
public final class HostReport {
  private static final int KIBI = 1024;
  private static final int NANOS = 1_000_000_000;
  private final Path disk;
  private final List<String> errors = new ArrayList<>();

  private HostReport(Path disk) {
    this.disk = disk;
  }

  /**
   * Looks now.
   *
   * @param disk a path on the disk to be told of
   */
  public static Map<String, @Nullable Object> of(Path disk) {
    return new HostReport(disk).all();
  }

  private Map<String, @Nullable Object> all() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("Memory", memory());
    all.put("CPU", processors());
    all.put("Host", host());
    all.put("Disk", disk());
    Instant now = Instant.now();
    all.put("CollectionTime", now.getEpochSecond() * NANOS + now.getNano());
    all.put("Errors", errors.isEmpty() ? null : errors);
    return all;
  }

  private Map<String, Object> memory() {
    Map<String, String> told = pairs("/proc/meminfo");
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = told.isEmpty() ? system.getTotalMemorySize() : bytes(told, "MemTotal");
    long free = told.isEmpty() ? system.getFreeMemorySize() : bytes(told, "MemFree");
    long buffers = bytes(told, "Buffers");
    long cached = bytes(told, "Cached") + bytes(told, "SReclaimable");
    long used = total - free - buffers - cached;
    Map<String, Object> memory = new LinkedHashMap<>();
    memory.put("total", total);
    memory.put("available", told.isEmpty() ? free : bytes(told, "MemAvailable"));
    memory.put("used", used);
    memory.put("usedPercent", total == 0 ? 0.0 : 100.0 * used / total);
    memory.put("free", free);
    memory.put("active", bytes(told, "Active"));
    memory.put("inactive", bytes(told, "Inactive"));
    memory.put("buffers", buffers);
    memory.put("cached", cached);
    memory.put("dirty", bytes(told, "Dirty"));
    memory.put("shared", bytes(told, "Shmem"));
    memory.put("slab", bytes(told, "Slab"));
    memory.put("swaptotal", bytes(told, "SwapTotal"));
    memory.put("swapfree", bytes(told, "SwapFree"));
    memory.put("mapped", bytes(told, "Mapped"));
    return memory;
  }

  private List<Map<String, Object>> processors() {
    List<Map<String, Object>> found = new ArrayList<>();
    Map<String, String> one = new LinkedHashMap<>();
    List<String> lines = lines("/proc/cpuinfo");
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        one.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      } else if (!one.isEmpty()) {
        found.add(processor(found.size(), one));
        one.clear();
      }
    }
    if (!one.isEmpty()) {
      found.add(processor(found.size(), one));
    }
    for (int i = 0; lines.isEmpty() && i < Runtime.getRuntime().availableProcessors(); i++) {
      found.add(processor(i, Map.of()));
    }
    return found;
  }

  private static Map<String, Object> processor(int number, Map<String, String> told) {
    Map<String, Object> processor = new LinkedHashMap<>();
    processor.put("cpu", number);
    processor.put("vendorId", told.getOrDefault("vendor_id", ""));
    processor.put("family", told.getOrDefault("cpu family", ""));
    processor.put("model", told.getOrDefault("model", ""));
    processor.put("stepping", number(told.getOrDefault("stepping", "0")));
    processor.put("physicalId", told.getOrDefault("physical id", ""));
    processor.put("coreId", told.getOrDefault("core id", ""));
    processor.put("cores", 1);
    processor.put("modelName", told.getOrDefault("model name", System.getProperty("os.arch", "")));
    processor.put("mhz", number(told.getOrDefault("cpu MHz", "0")));
    processor.put("cacheSize", number(told.getOrDefault("cache size", "0").replace(" KB", "")));
    processor.put("flags", List.of(told.getOrDefault("flags", "").split(" ")));
    processor.put("microcode", told.getOrDefault("microcode", ""));
    return processor;
  }

  private Map<String, Object> host() {
    List<String> upLine = lines("/proc/uptime");
    double up =
        upLine.isEmpty()
            ? ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0
            : number(upLine.get(0).split(" ")[0]);
    Map<String, String> release = new LinkedHashMap<>();
    for (String line : lines("/etc/os-release")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        release.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
      }
    }
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("hostname", hostName());
    host.put("uptime", (long) up);
    host.put("bootTime", Instant.now().getEpochSecond() - (long) up);
    host.put("procs", ProcessHandle.allProcesses().count());
    host.put("os", System.getProperty("os.name", "").toLowerCase(Locale.ROOT));
    host.put("platform", release.getOrDefault("ID", ""));
    host.put("platformFamily", release.getOrDefault("ID_LIKE", release.getOrDefault("ID", "")));
    host.put("platformVersion", release.getOrDefault("VERSION_ID", ""));
    host.put("kernelVersion", System.getProperty("os.version", ""));
    host.put("kernelArch", System.getProperty("os.arch", ""));
    host.put("virtualizationSystem", "");
    host.put("virtualizationRole", "");
    List<String> machine = lines("/etc/machine-id");
    host.put("hostid", machine.isEmpty() ? "" : machine.get(0));
    return host;
  }

  private Map<String, Object> disk() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("path", disk.toString());
    try {
      FileStore store = Files.getFileStore(disk);
      long total = store.getTotalSpace();
      long free = store.getUsableSpace();
      long used = total - store.getUnallocatedSpace();
      told.put("fstype", store.type());
      told.put("total", total);
      told.put("free", free);
      told.put("used", used);
      told.put("usedPercent", used + free == 0 ? 0.0 : 100.0 * used / (used + free));
    } catch (IOException unreadable) {
      errors.add("disk " + disk + ": " + unreadable.getMessage());
    }
    return told;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "";
    }
  }

  private Map<String, String> pairs(String file) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String line : lines(file)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        pairs.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return pairs;
  }

  private List<String> lines(String file) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return List.of();
    }
    try {
      return Files.readAllLines(path);
    } catch (IOException unreadable) {
      errors.add(file + ": " + unreadable.getMessage());
      return List.of();
    }
  }

  private static long bytes(Map<String, String> told, String name) {
    return (long) number(told.getOrDefault(name, "0").replace(" kB", "")) * KIBI;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      return 0;
    }
  }
}
