namespace Groundwright.Core.Configuration.Survey;

/// <summary>A block of a Terraform file, or an object of an attribute, as far as a survey needs it.</summary>
/// <param name="Type">Its first word; empty for lists and the file itself.</param>
/// <param name="Labels">The words after it.</param>
internal sealed record HclBlock(string Type, IReadOnlyList<string> Labels)
{
    /// <summary>Attributes that are one quoted text, as written between the quotes.</summary>
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>What stands inside, in order.</summary>
    public List<HclBlock> Blocks { get; } = [];

    /// <summary>The blocks inside of a type.</summary>
    public IEnumerable<HclBlock> Of(string type) => Blocks.Where(block => block.Type == type);

    /// <summary>A label; empty when there are not so many.</summary>
    public string Label(int index) => index < Labels.Count ? Labels[index] : "";

    /// <summary>An attribute; null when it is absent or not one quoted text.</summary>
    public string? Text(string name) => Attributes.GetValueOrDefault(name);
}
