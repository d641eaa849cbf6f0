package org.lictor.consensus.solo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.lictor.consensus.Committed;

/**
 * The process that {@link CrashTest} kills: several threads submit their own numbers 1, 2, 3 … one
 * after the other, and each answer is written to standard output as a record of {@link
 * #ANSWER_BYTES}.
 */
final class CrashChild {
  static final int SUBMITTERS = 12;

  /** {@code submitter(4) number(8) index(8)}; short enough for a pipe to take whole. */
  static final int ANSWER_BYTES = 20;

  private static final int COMMAND_BYTES = 100;

  private CrashChild() {}

  /** Small files and frequent snapshots, so that a kill meets every kind of work. */
  static SoloSettings settings(Path directory) {
    return SoloSettings.in(directory, null).withFiles(32 << 10, 400, 1 << 20);
  }

  public static void main(String[] args) throws IOException {
    NumbersHandler numbers = new NumbersHandler();
    SoloCommandLog log = SoloCommandLog.open(settings(Path.of(args[0])), numbers);
    long[] last = numbers.last();
    for (int i = 0; i < SUBMITTERS; i++) {
      int submitter = i;
      new Thread(() -> submitFor(log, submitter, last[submitter])).start();
    }
  }

  @SuppressWarnings("InfiniteLoopStatement") // it ends when it is killed
  private static void submitFor(SoloCommandLog log, int submitter, long last) {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      for (long number = last + 1; ; number++) {
        byte[] command =
            ByteBuffer.allocate(COMMAND_BYTES).putInt(submitter).putLong(number).array();
        Committed committed = log.submit(command).join();
        out.write(
            ByteBuffer.allocate(ANSWER_BYTES)
                .putInt(submitter)
                .putLong(number)
                .putLong(committed.index())
                .array());
      }
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime()
          .halt(1); // nobody reads any more, or the log has failed, which the test shall see
    }
  }
}
