/**
 * A cluster in memory that orders commands under faults: servers, clock, network and disks are
 * plain objects, one seed decides everything, one thread steps through it. {@link
 * org.lictor.consensus.simulated.SimulationTest} holds whole clusters to named invariants.
 */
@NullMarked
package org.lictor.consensus.simulated;

import org.jspecify.annotations.NullMarked;
