package org.lictor.consensus.hazelcast;

import com.hazelcast.cp.internal.RaftGroupId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lictor.storage.Disk;
import org.lictor.storage.SmallFile;

/**
 * The folders of Raft groups that must be there, in a small file beside them: a server whose log is
 * gone must not vote as if it had never had one. Any thread.
 */
final class KnownGroups {
  private final SmallFile file;

  KnownGroups(Disk disk, Path directory) {
    this.file = new SmallFile(disk, directory.resolve("groups-kept"));
  }

  /** From now on, for good, the folder of {@code group}, which is there, must be there. */
  synchronized void add(RaftGroupId group) throws IOException {
    Set<String> names = names();
    if (names.add(GroupFolder.name(group))) write(names);
  }

  /** From now on, for good, it may be gone. */
  synchronized void remove(RaftGroupId group) throws IOException {
    Set<String> names = names();
    if (names.remove(GroupFolder.name(group))) write(names);
  }

  /** None is known any more. */
  synchronized void clear() throws IOException {
    file.delete();
  }

  /** The names of the folders, sorted. */
  synchronized Set<String> names() throws IOException {
    String text = new String(file.read().orElse(new byte[0]), StandardCharsets.UTF_8);
    return new TreeSet<>(text.isEmpty() ? List.of() : List.of(text.split("\n")));
  }

  private void write(Set<String> names) throws IOException {
    file.write(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
  }
}
