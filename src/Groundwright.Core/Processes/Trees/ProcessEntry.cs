namespace Groundwright.Core.Processes.Trees;

/// <summary>A process as the system lists it.</summary>
/// <param name="Start">When it started, in clock ticks since boot; with the id it names one process for good.</param>
internal readonly record struct ProcessEntry(int Id, int Parent, int Group, int Session, bool IsZombie, long Start);
