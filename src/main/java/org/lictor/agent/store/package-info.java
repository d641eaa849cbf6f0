/**
 * The agent's memory over restarts: services, checks and TTL states as rows of an embedded H2
 * database under the data directory, by JPA. Entities never leave this package. Uses {@code agent}
 * and {@code model}.
 */
@NullMarked
package org.lictor.agent.store;

import org.jspecify.annotations.NullMarked;
