using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Cdk;

/// <summary>What would be done to one resource of a stack.</summary>
internal sealed record StackChange
{
    /// <summary>Stack and logical id, such as <c>Shop/Receipts59C0D3E0</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Such as <c>AWS::S3::Bucket</c>; <c>outputs</c> for what a stack tells others.</summary>
    public required string Type { get; init; }

    /// <summary>What would be done. A resource that leaves the stack and stays in the world is <see cref="ChangeAction.None"/>.</summary>
    public required ChangeAction Action { get; init; }

    /// <summary>Its entry in the deployed template; undefined when it is new.</summary>
    public JsonElement Before { get; init; }

    /// <summary>Its entry in the new template; undefined when it goes.</summary>
    public JsonElement After { get; init; }

    /// <summary>Whether CloudFormation leaves the old one in the world (DeletionPolicy, UpdateReplacePolicy).</summary>
    public bool Retained { get; init; }

    /// <summary>Why it is said to be replaced although nobody can be sure; null when it is sure.</summary>
    public string? Guess { get; init; }

    /// <summary>The change as plans hold it.</summary>
    public ResourceChange Of(StatefulResources stateful) => new(Address, Type, Action, stateful.Contains(Type) && !Retained);

    /// <summary>Whether a policy says that the thing itself stays.</summary>
    public static bool Keeps(JsonElement resource, string policy) => resource.Text(policy) is "Retain" or "RetainExceptOnCreate";
}
