using System.Text.Json.Serialization;

namespace Groundwright.Core.Runs;

/// <summary>Where a run stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Work was asked for and is not done; whether a process works on it now is asked of the store.</summary>
    Running,

    /// <summary>It waits for a gate or a clock.</summary>
    Waiting,

    /// <summary>An effect may or may not have happened; somebody must settle it.</summary>
    Unknown,

    /// <summary>The phases asked for are done; the next one may be asked for.</summary>
    Open,

    /// <summary>Shipped.</summary>
    Succeeded,

    /// <summary>A phase failed.</summary>
    Failed,

    /// <summary>Stopped by someone.</summary>
    Cancelled,
}
