using Xunit.v3;

namespace Groundwright.Testing;

/// <summary>Names the requirements, quality and safety ids that a test proves. <c>docs/reference/coverage.md</c> is generated from these.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class CoversAttribute(params string[] ids) : Attribute, ITraitAttribute
{
    /// <summary>Such as <c>J1</c>, <c>A6</c>, <c>T3</c>.</summary>
    public IReadOnlyList<string> Ids { get; } = ids;

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [.. Ids.Select(id => KeyValuePair.Create("covers", id))];
}
