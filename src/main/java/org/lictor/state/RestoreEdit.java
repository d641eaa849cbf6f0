package org.lictor.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.lictor.command.CodecException;
import org.lictor.command.Command;
import org.lictor.model.InvalidModelException;
import org.lictor.state.Restoration.Staged;

/**
 * Brings another state in, part by part, and puts it in place of the registry's at once. What is
 * staged is no part of the registry until then. Each part is decoded as it comes, so that the last
 * command, which switches, costs no more than any other. Used once, by the thread that applies.
 */
final class RestoreEdit {
  /** Records of more than this are not a registry's; a server could not hold them. */
  static final long MOST_BYTES = 2L << 30;

  private final StateImage before;
  private final Restoration known;
  private final long index;

  RestoreEdit(StateImage before, long index) {
    this.before = before;
    this.known = before.restoration();
    this.index = index;
  }

  /**
   * Takes a part. The first one of a restore drops what another has staged; one that has come
   * already changes nothing.
   *
   * @throws RefusedException when it does not follow the parts that are there, or is damaged
   */
  Restoration stage(Command.RestoreStage command, long atMillis) {
    Staged staged = known.staged();
    if (staged == null || !staged.id().equals(command.id())) {
      if (command.part() != 0) {
        throw new RefusedException("another restore has taken the place of this one");
      }
      staged = new Staged(command.id(), 0, 0, atMillis, false, StateImage.EMPTY);
    }
    if (command.part() < staged.parts()) {
      return known;
    }
    if (command.part() > staged.parts() || staged.complete()) {
      throw new RefusedException("the parts of the snapshot do not follow each other");
    }
    return known.with(more(staged, command.rows().bytes(), atMillis));
  }

  private static Staged more(Staged staged, byte[] rows, long atMillis) {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(rows)))) {
      SnapshotCodec.Source source = new SnapshotCodec.Source(in, staged.image());
      boolean ended = source.records(staged.parts() == 0, MOST_BYTES - staged.bytes());
      if (in.read() >= 0) { // which also has the checksum looked at
        throw new CodecException("it goes on after its end");
      }
      return new Staged(
          staged.id(),
          staged.parts() + 1,
          staged.bytes() + source.bytes(),
          atMillis,
          ended,
          source.image().saved());
    } catch (CodecException | InvalidModelException e) {
      throw new RefusedException("the snapshot cannot be read: " + e.getMessage());
    } catch (EOFException | ZipException e) {
      throw new RefusedException("the snapshot cannot be read: it is cut short");
    } catch (IOException e) {
      throw new RefusedException("the snapshot cannot be read");
    }
  }

  /**
   * The staged state in place of the registry's; null when that was done before. The records of
   * members stay: they are of those who are there now, and not of when the state was saved. Indexes
   * go on from the higher of the two.
   *
   * @throws RefusedException when it has not come whole
   */
  @Nullable StateImage commit(Command.RestoreCommit command) {
    if (known.last().equals(command.id())) {
      return null;
    }
    Staged staged = known.staged();
    if (staged == null || !staged.id().equals(command.id())) {
      throw new RefusedException("another restore has taken the place of this one");
    }
    if (!staged.complete() || staged.parts() != command.parts()) {
      throw new RefusedException("the snapshot has not come whole");
    }
    long at = Math.max(index, staged.image().index() + 1);
    Restoration restoration = new Restoration(known.shift() + (at - index), at, command.id(), null);
    return staged.image().at(at, before.members()).at(at, restoration);
  }

  /** Without what the restore of that id has staged. */
  Restoration drop(Command.RestoreDrop command) {
    Staged staged = known.staged();
    return staged != null && staged.id().equals(command.id()) ? known.with(null) : known;
  }
}
