using Groundwright.Core.Requests;

namespace Groundwright.Core.Agents;

/// <summary>
/// What a prompt is made of. Names and paths are ours and stand in the text; everything that other people or programs wrote is set apart between markers.
/// Null or empty is left out by <c>{{#if …}}</c>.
/// </summary>
public sealed record PromptModel
{
    /// <summary>Id of the run: <c>{{id}}</c>.</summary>
    public required string RunId { get; init; }

    /// <summary>What was asked for: <c>{{request}}</c> (title and body, as data) and <c>{{issue}}</c> (its number).</summary>
    public required Request Request { get; init; }

    /// <summary>Class of the request, such as <c>feature</c>: <c>{{class}}</c>.</summary>
    public string? Class { get; init; }

    /// <summary>Path of the specification, relative to the tree: <c>{{spec}}</c>. All prompts but <c>classify</c> and <c>patch</c> need it.</summary>
    public string? Spec { get; init; }

    /// <summary>Path of the answer file, relative to the tree: <c>{{answer}}</c>. <c>classify</c> and <c>review</c> need it.</summary>
    public string? Answer { get; init; }

    /// <summary>Path of the document to write, relative to the tree: <c>{{document}}</c>.</summary>
    public string? Document { get; init; }

    /// <summary>Environment that is deployed to: <c>{{environment}}</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>Targets with their folders, one line each: <c>{{#each targets}}</c>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Which attempt or round this is, from 1: <c>{{round}}</c>.</summary>
    public int? Round { get; init; }

    /// <summary>Number of the option of the specification that a person chose, from 1: <c>{{option}}</c>. <c>choose</c> needs it.</summary>
    public int? Option { get; init; }

    /// <summary>What the checks said: <c>{{failures}}</c>, as data. <c>fix</c> needs it.</summary>
    public string? Failures { get; init; }

    /// <summary>What a review found: <c>{{findings}}</c>, as data.</summary>
    public string? Findings { get; init; }

    /// <summary>The change as a unified diff: <c>{{diff}}</c>, as data. <c>review</c> and <c>document</c> need it.</summary>
    public string? Diff { get; init; }

    /// <summary>Summary of the plan of the targets: <c>{{plan}}</c>, as data.</summary>
    public string? Plan { get; init; }

    /// <summary>The correction that a person asks for, or what they said when they chose: <c>{{change}}</c>, as data.</summary>
    public string? Change { get; init; }
}
