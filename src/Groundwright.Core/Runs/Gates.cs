using System.Text.Json.Serialization;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Runs;

/// <summary>What a gate waits for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateKind>))]
public enum GateKind
{
    /// <summary>Someone with the right agrees or refuses.</summary>
    Approval,

    /// <summary>A person edits the worktree and says when it is done (agent <c>manual</c>).</summary>
    Work,
}

/// <summary>A wait for a person, as shown and journaled.</summary>
/// <param name="Name">Short name, pasted into <c>--gate</c>: <c>apply</c>, <c>destroy-stateful</c>, <c>edit</c>.</param>
/// <param name="Kind">What it waits for.</param>
/// <param name="Title">One line, such as <c>apply to prod</c>.</param>
/// <param name="Why">Why it waits.</param>
public sealed record GateRequest(string Name, GateKind Kind, string Title, string Why)
{
    /// <summary>What is at stake, one line each, worst first.</summary>
    public IReadOnlyList<string> What { get; init; } = [];

    /// <summary>Who may answer, in words.</summary>
    public string WhoMay { get; init; } = "anyone who may write to this repository";

    /// <summary>Id of what is approved (rule U7), such as the first 12 characters of the plan's hash. Null: nothing in particular.</summary>
    public string? Subject { get; init; }

    /// <summary>Name that may not answer (the requester, where <c>notRequester</c> holds). Null: nobody is excluded.</summary>
    public string? Excluded { get; init; }

    /// <summary>Names that may not answer besides <see cref="Excluded"/>, such as the author of the change. Null: nobody else.</summary>
    public IReadOnlyList<string>? NotBy { get; init; }

    /// <summary>The only names that may agree, such as the people of a group. Null: anyone with the right.</summary>
    public IReadOnlyList<string>? OnlyBy { get; init; }

    /// <summary>How many different people must agree. Null: one.</summary>
    public int? Count { get; init; }

    /// <summary>A word that whoever agrees must type, such as the name of the environment that is destroyed. Null: none.</summary>
    public string? Typed { get; init; }

    /// <summary>What can be chosen between; agreeing then names one by its number. Null: it is a yes or a no.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>Number of the option that is proposed, from 1; null: none is.</summary>
    public int? Proposed { get; init; }

    /// <summary>Whether <c>--yes</c> of the one who runs may answer it.</summary>
    public bool MayAnswerSelf { get; init; } = true;
}

/// <summary>The answer to a gate.</summary>
/// <param name="Approved">Whether to go on.</param>
/// <param name="Actor">Who answered.</param>
/// <param name="Reason">In their words.</param>
/// <param name="Attestation"><c>self-attested</c> without a server or sandbox that vouches for the actor (rule U7).</param>
/// <param name="Subject">Id of what was approved.</param>
public sealed record GateAnswer(bool Approved, Actor Actor, string? Reason, string Attestation, string? Subject)
{
    /// <summary>Number of the option chosen, from 1; null where there was nothing to choose.</summary>
    public int? Option { get; init; }
}

/// <summary>What somebody says at a gate.</summary>
/// <param name="Approved">Whether they agree.</param>
/// <param name="Subject">What they agree to, such as the plan's id; null: not named.</param>
public sealed record GateSay(bool Approved, string? Subject)
{
    /// <summary>The word they typed; null: none.</summary>
    public string? Typed { get; init; }

    /// <summary>Number of the option they chose; null: none.</summary>
    public int? Option { get; init; }
}
