namespace Groundwright.Adapters.Agents.Acp;

/// <summary>What an agent was asked last; its number is the id of that request.</summary>
internal enum AcpStep
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Which version it speaks and what it can do.</summary>
    Initializing,

    /// <summary>A session.</summary>
    OpeningSession,

    /// <summary>To ask before it acts.</summary>
    SettingMode,

    /// <summary>The work.</summary>
    Prompting,

    /// <summary>Nothing more: the work has ended, or was stopped.</summary>
    Over,
}
