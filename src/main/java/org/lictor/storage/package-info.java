/**
 * Bytes that survive: {@link org.lictor.storage.SegmentedLog} (append, flush, truncate, replay),
 * {@link org.lictor.storage.SnapshotFile}, and {@link org.lictor.storage.Disk}, the file-system
 * port that tests make fail. Knows indexes and checksums, not commands. Uses the JDK alone.
 */
@NullMarked
package org.lictor.storage;

import org.jspecify.annotations.NullMarked;
