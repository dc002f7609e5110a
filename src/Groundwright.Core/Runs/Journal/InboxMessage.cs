using System.Text.Json.Serialization;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Runs.Journal;

/// <summary>What somebody who does not own a run wants of it (rule J3). A file in <c>inbox/</c>, read and journaled by the owner.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AnswerGate), "answer-gate")]
[JsonDerivedType(typeof(CancelRun), "cancel")]
[JsonDerivedType(typeof(ResolveEffect), "resolve")]
public abstract record InboxMessage
{
    /// <summary>Who sent it.</summary>
    public required Actor Actor { get; init; }
}

/// <summary>Approve, reject, or "I have done it".</summary>
/// <param name="Gate">Name of the gate, such as <c>apply</c>; null: the only one open.</param>
/// <param name="Approved">Whether to go on.</param>
/// <param name="Reason">In the sender's words.</param>
/// <param name="Subject">What is approved, such as the plan's id (rule U7); null: whatever is shown.</param>
public sealed record AnswerGate(string? Gate, bool Approved, string? Reason, string? Subject) : InboxMessage
{
    /// <summary>The word typed where the gate wants one; null: none.</summary>
    public string? Typed { get; init; }

    /// <summary>Number of the option chosen, from 1; null: none.</summary>
    public int? Option { get; init; }
}

/// <summary>Stop the run.</summary>
public sealed record CancelRun(string Reason, bool Force) : InboxMessage;

/// <summary>Settle an unknown effect.</summary>
public sealed record ResolveEffect(string? Key, bool Happened, string Reason) : InboxMessage;
