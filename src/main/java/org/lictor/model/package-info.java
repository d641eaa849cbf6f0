/**
 * The nouns of the registry as records: nodes, services, checks, keys and their typed ids. A
 * constructor refuses what cannot exist. Uses the JDK alone.
 */
@NullMarked
package org.lictor.model;

import org.jspecify.annotations.NullMarked;
