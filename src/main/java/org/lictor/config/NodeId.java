package org.lictor.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id by which a node is known under whatever name; kept in {@code <data_dir>/node-id} as Consul
 * keeps it.
 */
public final class NodeId {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final String FILE = "node-id";

  private NodeId() {}

  /**
   * The operator's choice, or the one in the file, or else a new one. What it gives is in the file
   * afterwards.
   *
   * @param dataDir null for an agent that keeps nothing: its id is new at each start unless it was
   *     chosen
   * @param chosen the operator's {@code node_id}; null for none
   * @throws ConfigException when the file cannot be read or written, or holds something else
   */
  public static String obtain(@Nullable Path dataDir, @Nullable String chosen) {
    if (chosen != null && !UUID_FORM.matcher(chosen.toLowerCase(Locale.ROOT)).matches()) {
      throw new ConfigException("specified NodeID is invalid: \"" + chosen + "\" is not a UUID");
    }
    String id = chosen == null ? "" : chosen.toLowerCase(Locale.ROOT);
    if (dataDir == null) {
      return id.isEmpty() ? UUID.randomUUID().toString() : id;
    }
    Path file = dataDir.resolve(FILE);
    try {
      String present =
          Files.exists(file) ? Files.readString(file).strip().toLowerCase(Locale.ROOT) : "";
      if (id.isEmpty() && !present.isEmpty()) {
        if (!UUID_FORM.matcher(present).matches()) {
          throw new ConfigException(
              "the node id in "
                  + file
                  + " is no UUID: put back the former one, or remove the file to be a new node");
        }
        return present;
      }
      id = id.isEmpty() ? UUID.randomUUID().toString() : id;
      if (!id.equals(present)) {
        write(file, id);
      }
      return id;
    } catch (IOException unusable) {
      throw new ConfigException(
          "the node id in " + file + " cannot be read or written: " + unusable.getMessage());
    }
  }

  /** Written aside, forced and renamed in: half an id would be somebody else's. */
  private static void write(Path file, String id) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path aside = file.resolveSibling(FILE + ".tmp");
    Files.writeString(aside, id);
    if (aside.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
    }
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException noDirectories) {
      // Not every system opens directories; the name then reaches the disk in its own time.
    }
  }
}
