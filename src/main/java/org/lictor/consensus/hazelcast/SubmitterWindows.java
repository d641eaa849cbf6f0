package org.lictor.consensus.hazelcast;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the batches of commands whose submitters may still ask: by submitter (one life of
 * one agent) and number, until the submitter has said that it has the answer. So a batch that was
 * put on the log twice, because a leader was lost on the way, is applied once. Part of the
 * replicated state: the same on every server after the same commands. One thread.
 */
final class SubmitterWindows {
  /**
   * A submitter that has not been heard of for so many commands is forgotten: no repeat is that
   * late, for one is given up after seconds.
   */
  private static final long FORGOTTEN_AFTER = 1_000_000;

  /** Beyond so many the one heard of longest ago goes: agents that came and went. */
  private static final int MOST_SUBMITTERS = 10_000;

  private final Map<Long, Window> windows = new LinkedHashMap<>(64, 0.75f, true);

  /** Of one submitter. */
  private static final class Window {
    long settledBelow;
    long lastIndex;
    final SortedMap<Long, byte[]> answers = new TreeMap<>();
  }

  /** What became of this batch when it was applied; null when it has not been. */
  byte @Nullable [] known(long submitter, long number) {
    Window window = windows.get(submitter);
    return window == null ? null : window.answers.get(number);
  }

  /**
   * Whether the submitter has had its answer to this batch: what comes now is a straggler and must
   * not be applied.
   */
  boolean settled(long submitter, long number) {
    Window window = windows.get(submitter);
    return window != null && number < window.settledBelow;
  }

  /**
   * Keeps what became of a batch, and forgets those that its submitter has settled.
   *
   * @param index of its last command
   */
  void add(long submitter, long number, long settledBelow, long index, byte[] results) {
    Window window = windows.computeIfAbsent(submitter, id -> new Window());
    window.lastIndex = index;
    window.settledBelow = Math.max(window.settledBelow, settledBelow);
    window.answers.headMap(window.settledBelow).clear();
    if (number >= window.settledBelow) {
      window.answers.put(number, results);
    }
    forgetOld(index);
  }

  private void forgetOld(long index) {
    Deque<Long> old = new ArrayDeque<>();
    for (Map.Entry<Long, Window> entry : windows.entrySet()) {
      // The one that was heard of longest ago comes first.
      boolean tooMany = windows.size() - old.size() > MOST_SUBMITTERS;
      if (!tooMany && entry.getValue().lastIndex + FORGOTTEN_AFTER > index) {
        break;
      }
      old.add(entry.getKey());
    }
    old.forEach(windows::remove);
  }

  /** The same, on its own from now on. */
  SubmitterWindows copy() {
    SubmitterWindows copy = new SubmitterWindows();
    windows.forEach(
        (submitter, window) -> {
          Window same = new Window();
          same.settledBelow = window.settledBelow;
          same.lastIndex = window.lastIndex;
          same.answers.putAll(window.answers);
          copy.windows.put(submitter, same);
        });
    return copy;
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeInt(windows.size());
    for (Map.Entry<Long, Window> entry : windows.entrySet()) {
      Window window = entry.getValue();
      out.writeLong(entry.getKey());
      out.writeLong(window.settledBelow);
      out.writeLong(window.lastIndex);
      out.writeInt(window.answers.size());
      for (Map.Entry<Long, byte[]> answer : window.answers.entrySet()) {
        out.writeLong(answer.getKey());
        out.writeInt(answer.getValue().length);
        out.write(answer.getValue());
      }
    }
  }

  static SubmitterWindows readFrom(DataInputStream in) throws IOException {
    SubmitterWindows read = new SubmitterWindows();
    for (int left = in.readInt(); left > 0; left--) {
      Window window = new Window();
      long submitter = in.readLong();
      window.settledBelow = in.readLong();
      window.lastIndex = in.readLong();
      for (int answers = in.readInt(); answers > 0; answers--) {
        long number = in.readLong();
        window.answers.put(number, in.readNBytes(in.readInt()));
      }
      read.windows.put(submitter, window);
    }
    return read;
  }
}
