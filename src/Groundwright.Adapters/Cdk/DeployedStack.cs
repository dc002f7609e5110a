using System.Text.Json;

namespace Groundwright.Adapters.Cdk;

/// <summary>A stack as CloudFormation has it.</summary>
internal sealed record DeployedStack
{
    /// <summary>Status of a stack that is not there.</summary>
    public const string Absent = "ABSENT";

    /// <summary>The stack that was looked for.</summary>
    public required CdkStack Stack { get; init; }

    /// <summary>CloudFormation's status; <see cref="Absent"/> when there is none.</summary>
    public string Status { get; init; } = Absent;

    /// <summary>Its id; empty when there is none.</summary>
    public string Id { get; init; } = "";

    /// <summary>When it was last changed, as CloudFormation writes it.</summary>
    public string Changed { get; init; } = "";

    /// <summary>The template it was deployed with; undefined when there is none, or when it is no JSON.</summary>
    public JsonElement Template { get; init; }

    /// <summary>Names of its parameters.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Parameters and tags in one line, for the binding.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Its outputs.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it must not be deleted.</summary>
    public bool Protected { get; init; }

    /// <summary>Whether there are resources of it. A stack in review, and one whose first creation was rolled back, has none.</summary>
    public bool Exists => Status is not (Absent or "REVIEW_IN_PROGRESS" or "ROLLBACK_COMPLETE" or "DELETE_COMPLETE");

    /// <summary>Whether CloudFormation is working on it.</summary>
    public bool IsMoving => Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && Status != "REVIEW_IN_PROGRESS";

    /// <summary>Whether its last change is finished and was not taken back.</summary>
    public bool IsComplete => Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "IMPORT_COMPLETE";

    /// <summary>Whether it has what the app says now.</summary>
    public bool IsAsWritten => Exists && Template.ValueKind == JsonValueKind.Object && JsonElement.DeepEquals(Template, Stack.Template);
}
