namespace Groundwright.Core.Runs.Engine;

/// <summary>Unwinds a phase whose run waits. Not a failure: the phase is run again from its start when what it waits for is there (rule J7).</summary>
internal sealed class RunSuspendedException(string what) : Exception($"the run waits for {what}");
