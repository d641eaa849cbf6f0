/**
 * A saved state as operators keep it: a compressed tape archive with what it is of, the state and
 * the checksums of both. Knows nothing of what the state is made of. Shared by the server and the
 * command line; uses the JDK alone.
 */
@NullMarked
package org.lictor.archive;

import org.jspecify.annotations.NullMarked;
