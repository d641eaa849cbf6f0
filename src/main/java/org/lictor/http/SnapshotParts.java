package org.lictor.http;

import java.util.concurrent.Executor;
import org.lictor.backup.Archives;
import org.lictor.backup.Restorer;
import org.lictor.backup.Scratch;

/**
 * What the snapshots' resource works with.
 *
 * @param executor writes archives to clients, however slow these are
 */
public record SnapshotParts(
    Archives archives, Restorer restorer, Scratch scratch, Executor executor) {}
