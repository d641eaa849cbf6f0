package org.lictor.consensus.solo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.lictor.command.Outcome;
import org.lictor.consensus.CommittedHandler;
import org.lictor.consensus.RecordingHandler;
import org.lictor.consensus.StateSnapshot;

/** A handler whose snapshots are written only once they are released. */
final class SlowSnapshots implements CommittedHandler {
  final CountDownLatch begun = new CountDownLatch(1);
  final CountDownLatch release = new CountDownLatch(1);
  private final RecordingHandler recording = RecordingHandler.gapless();

  @Override
  public Outcome committed(long index, byte[] command) {
    return recording.committed(index, command);
  }

  @Override
  public StateSnapshot takeSnapshot() {
    StateSnapshot quick = recording.takeSnapshot();
    return new StateSnapshot() {
      @Override
      public long index() {
        return quick.index();
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        begun.countDown();
        try {
          release.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        quick.writeTo(out);
      }
    };
  }

  @Override
  public void restore(long index, InputStream snapshot) throws IOException {
    recording.restore(index, snapshot);
  }
}
