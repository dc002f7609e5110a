using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>Where the model of a coding CLI is, and which variables of our own environment say so.</summary>
/// <param name="Api">What it speaks.</param>
/// <param name="Address">Where it is when nothing else is said.</param>
/// <param name="AddressVariable">Says otherwise; the variable the CLI itself knows.</param>
/// <param name="KeyVariables">Variables that can hold its key; the first that is set counts.</param>
internal sealed record ModelPlace(ModelApi Api, string Address, string AddressVariable, IReadOnlyList<string> KeyVariables)
{
    /// <summary>The variable that holds the key; null when none is set.</summary>
    public string? KeyVariable(Func<string, string?> variable) => KeyVariables.FirstOrDefault(name => !string.IsNullOrWhiteSpace(variable(name)));

    /// <summary>How it is reached. The key itself is never read here.</summary>
    public ModelAccess Access(Func<string, string?> variable)
    {
        var address = variable(AddressVariable) is { Length: > 0 } own && Uri.TryCreate(own, UriKind.Absolute, out _) ? own : Address;
        address = address.TrimEnd('/');
        if (address.EndsWith("/v1", StringComparison.Ordinal)) address = address[..^3];
        return new ModelAccess(Api, new Uri(address), KeyVariable(variable) ?? KeyVariables[0]);
    }
}
