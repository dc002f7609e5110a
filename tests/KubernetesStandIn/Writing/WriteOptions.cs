namespace KubernetesStandIn.Writing;

internal enum FieldValidation
{
    Ignore,
    Warn,
    Strict,
}

/// <summary>How an object is written.</summary>
internal sealed record WriteOptions
{
    /// <summary>Whose fields they become.</summary>
    public required string Manager { get; init; }

    /// <summary>Everything is checked and nothing is kept.</summary>
    public bool DryRun { get; init; }

    /// <summary>What becomes of fields that nobody knows.</summary>
    public FieldValidation Validation { get; init; } = FieldValidation.Warn;

    /// <summary>Only this part is written.</summary>
    public string? Subresource { get; init; }

    /// <summary>Takes fields from their owners.</summary>
    public bool Force { get; init; }

    /// <summary>Sent to the client in <c>Warning</c> headers.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>How a controller writes.</summary>
    public static WriteOptions Of(string manager, string? subresource = null) => new() { Manager = manager, Subresource = subresource };
}
