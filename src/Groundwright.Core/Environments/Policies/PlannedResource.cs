using System.Text.Json;

namespace Groundwright.Core.Environments.Policies;

/// <summary>One resource of a Terraform plan (<c>resource_changes</c> of <c>terraform show -json</c>). Values are in clear: never show or store them.</summary>
public sealed record PlannedResource
{
    /// <summary>Such as <c>module.x.aws_s3_bucket.logs</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Such as <c>aws_s3_bucket</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What would be done.</summary>
    public required ChangeAction Action { get; init; }

    /// <summary>Its attributes now; undefined or null when it is new.</summary>
    public JsonElement Before { get; init; }

    /// <summary>Its attributes afterwards as far as known; undefined or null when it goes.</summary>
    public JsonElement After { get; init; }

    /// <summary>Where an attribute is known only after the apply: <c>true</c> at its place.</summary>
    public JsonElement AfterUnknown { get; init; }

    /// <summary>Which attributes of <see cref="Before"/> are secret: <c>true</c> at their place.</summary>
    public JsonElement BeforeSensitive { get; init; }

    /// <summary>Which attributes of <see cref="After"/> are secret.</summary>
    public JsonElement AfterSensitive { get; init; }

    /// <summary>Attributes whose change makes the replacement necessary.</summary>
    public JsonElement ReplacePaths { get; init; }

    /// <summary>Address it had before; null when it did not move.</summary>
    public string? PreviousAddress { get; init; }

    /// <summary>Whether it exists afterwards and this plan had a hand in it.</summary>
    public bool IsWritten => Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Replace;
}
