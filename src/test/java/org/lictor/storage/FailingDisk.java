package org.lictor.storage;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that fails on demand and forgets like a real one: after {@link #crash} what was
 * not forced is there or not, a sector at a time, and names that were not synced are the old or the
 * new ones.
 */
public final class FailingDisk implements Disk {
  static final int SECTOR = 512;

  private static final class Inode {
    byte[] now = new byte[0];
    byte[] forced = new byte[0];
    int changedFrom = Integer.MAX_VALUE;
    int changedTo;

    /**
     * After a failed fsync Linux holds the pages for clean: the next fsync works and writes
     * nothing.
     */
    void takenForWritten() {
      changedFrom = Integer.MAX_VALUE;
      changedTo = 0;
    }

    void force() {
      forced = Arrays.copyOf(forced, now.length);
      int to = Math.min(changedTo, now.length);
      if (changedFrom < to)
        System.arraycopy(now, changedFrom, forced, changedFrom, to - changedFrom);
      takenForWritten();
    }
  }

  private final Map<Path, Inode> names = new TreeMap<>();
  private final Map<Path, Inode> syncedNames = new TreeMap<>();
  private final Set<Path> locks = new HashSet<>();
  private int bytesPerWrite = Integer.MAX_VALUE;
  private int forcesLeft = Integer.MAX_VALUE;
  private int writesLeft = Integer.MAX_VALUE;
  private long bytesFree = Long.MAX_VALUE;
  private int forces;

  /** From now on a write takes at most so many bytes at a time. */
  public synchronized void shortWrites(int bytes) {
    bytesPerWrite = bytes;
  }

  /** So many more calls of force work, all after them fail. */
  public synchronized void failForcesAfter(int count) {
    forcesLeft = count;
  }

  /** So many more writes work, all after them fail half way. */
  public synchronized void failWritesAfter(int count) {
    writesLeft = count;
  }

  /** Room for so many more bytes by which files may grow. */
  public synchronized void bytesFree(long bytes) {
    bytesFree = bytes;
  }

  /** How often force has worked. */
  public synchronized int forces() {
    return forces;
  }

  /** The contents of a file as a reader sees them. */
  public synchronized byte[] contents(Path file) throws IOException {
    return inode(file).now.clone();
  }

  /** Puts a file on the disk, forced and synced. */
  public synchronized void put(Path file, byte[] contents) {
    Inode inode = new Inode();
    inode.now = contents.clone();
    inode.forced = contents.clone();
    names.put(file, inode);
    syncedNames.put(file, inode);
  }

  /** Files there are, in order of their names. */
  public synchronized List<Path> files() {
    return List.copyOf(names.keySet());
  }

  /** What a power cut at this moment leaves; nothing fails there until told to. */
  public synchronized FailingDisk crash(RandomGenerator random) {
    FailingDisk after = new FailingDisk();
    Set<Path> all = new TreeSet<>(names.keySet());
    all.addAll(syncedNames.keySet());
    Map<Inode, byte[]> kept = new HashMap<>();
    for (Path path : all) {
      Inode inode = random.nextBoolean() ? names.get(path) : syncedNames.get(path);
      if (inode != null) after.put(path, kept.computeIfAbsent(inode, i -> afterCrash(i, random)));
    }
    return after;
  }

  private static byte[] afterCrash(Inode inode, RandomGenerator random) {
    int size = random.nextBoolean() ? inode.now.length : inode.forced.length;
    byte[] result = new byte[size];
    for (int at = 0; at < size; at += SECTOR) {
      byte[] from = random.nextBoolean() ? inode.now : inode.forced;
      int end = Math.min(Math.min(at + SECTOR, size), from.length);
      if (end > at) System.arraycopy(from, at, result, at, end - at);
    }
    return result;
  }

  private Inode inode(Path file) throws FileNotFoundException {
    Inode inode = names.get(file);
    if (inode == null) throw new FileNotFoundException(file.toString());
    return inode;
  }

  @Override
  public synchronized DiskFile openForReading(Path file) throws IOException {
    return new MemoryFile(inode(file));
  }

  @Override
  public synchronized DiskFile openForWriting(Path file) {
    return new MemoryFile(names.computeIfAbsent(file, f -> new Inode()));
  }

  @Override
  public synchronized List<String> list(Path directory) {
    return names.keySet().stream()
        .filter(file -> directory.equals(file.getParent()))
        .map(file -> file.getFileName().toString())
        .toList();
  }

  @Override
  public void createDirectories(Path directory) {
    // directories are only part of the names here
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    names.put(to, inode(from));
    names.remove(from);
  }

  @Override
  public synchronized void delete(Path file) {
    names.remove(file);
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    takeForce();
    syncedNames
        .keySet()
        .removeIf(file -> directory.equals(file.getParent()) && !names.containsKey(file));
    names.forEach(
        (file, inode) -> {
          if (directory.equals(file.getParent())) syncedNames.put(file, inode);
        });
  }

  @Override
  public synchronized Closeable lock(Path file) throws IOException {
    if (!locks.add(file)) throw new DirectoryInUseException(file, "");
    return () -> locks.remove(file);
  }

  private void takeForce() throws IOException {
    if (forcesLeft == 0) throw new IOException("Input/output error");
    if (forcesLeft != Integer.MAX_VALUE) forcesLeft--;
    forces++;
  }

  private final class MemoryFile implements DiskFile {
    private final Inode inode;

    MemoryFile(Inode inode) {
      this.inode = inode;
    }

    @Override
    public int read(ByteBuffer into, long position) {
      synchronized (FailingDisk.this) {
        if (position >= inode.now.length) return -1;
        int count = Math.min(into.remaining(), inode.now.length - (int) position);
        into.put(inode.now, (int) position, count);
        return count;
      }
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
      synchronized (FailingDisk.this) {
        boolean fails = writesLeft == 0;
        if (writesLeft != Integer.MAX_VALUE && !fails) writesLeft--;
        int count = Math.min(from.remaining(), fails ? from.remaining() / 2 : bytesPerWrite);
        int end = (int) position + count;
        long growth = Math.max(0, end - inode.now.length);
        if (growth > bytesFree) throw new IOException("No space left on device");
        if (bytesFree != Long.MAX_VALUE) bytesFree -= growth;
        if (growth > 0) inode.now = Arrays.copyOf(inode.now, end);
        from.get(inode.now, (int) position, count);
        inode.changedFrom = Math.min(inode.changedFrom, (int) position);
        inode.changedTo = Math.max(inode.changedTo, end);
        if (fails) throw new IOException("Input/output error");
        return count;
      }
    }

    @Override
    public void force(boolean metadata) throws IOException {
      synchronized (FailingDisk.this) {
        try {
          takeForce();
        } catch (IOException e) {
          inode.takenForWritten();
          throw e;
        }
        inode.force();
      }
    }

    @Override
    public long size() {
      return inode.now.length;
    }

    @Override
    public void truncate(long size) {
      synchronized (FailingDisk.this) {
        if (size >= inode.now.length) return;
        inode.now = Arrays.copyOf(inode.now, (int) size);
        // What grows here again is to be forced again, even where it is left as zeros.
        inode.changedFrom = Math.min(inode.changedFrom, (int) size);
        inode.changedTo = Integer.MAX_VALUE;
      }
    }

    @Override
    public void close() {}
  }
}
