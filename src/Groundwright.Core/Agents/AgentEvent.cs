namespace Groundwright.Core.Agents;

/// <summary>What an agent was seen doing. The one event model that every adapter translates into.</summary>
public abstract record AgentEvent;

/// <summary>It said something.</summary>
public sealed record AgentMessage(string Text) : AgentEvent;

/// <summary>It used a tool.</summary>
public sealed record AgentToolUse(string Tool, string Input) : AgentEvent;

/// <summary>It changed a file.</summary>
public sealed record AgentFileChange(string Path) : AgentEvent;

/// <summary>It was refused something.</summary>
public sealed record AgentDenied(string What) : AgentEvent;

/// <summary>What a part of the work used, told when that part has ended, however it ended.</summary>
public sealed record AgentUsed(AgentUsage Usage) : AgentEvent;

/// <summary>A line of a machine's own format, for the transcript alone: what it means to people comes as another event.</summary>
public sealed record AgentRaw(string Line) : AgentEvent;

/// <summary>A line of raw output, kept as it came (masked).</summary>
public sealed record AgentOutput(bool IsError, string Line) : AgentEvent;
