namespace Groundwright.Adapters.Terraform.Hcl;

/// <summary>A block of HCL.</summary>
/// <param name="Type">Such as <c>resource</c>.</param>
/// <param name="Labels">Such as its type and name.</param>
/// <param name="Text">From brace to brace, as written.</param>
/// <param name="Attributes">What is set directly in it, as written; a value that spans lines up to its end.</param>
/// <param name="Blocks">Blocks directly in it.</param>
internal sealed record HclBlock(string Type, IReadOnlyList<string> Labels, string Text, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<HclBlock> Blocks);

/// <summary>Takes a file apart into blocks. Any text ends; what is no HCL gives whatever looks like blocks, and the tool itself will say what is wrong with it.</summary>
internal sealed class HclBlocks
{
    private const int Deepest = 64;
    private readonly string text;
    private readonly IReadOnlyList<HclToken> tokens;
    private int at;
    private int depth;
    private bool isTooDeep;

    private HclBlocks(string text) => (this.text, tokens) = (text, HclScanner.Scan(text));

    /// <summary>The blocks at the top of a file; null when it nests deeper than anybody writes.</summary>
    public static IReadOnlyList<HclBlock>? Read(string text)
    {
        var reader = new HclBlocks(text);
        var blocks = new List<HclBlock>();
        // A brace too many must not hide what stands behind it.
        while (reader.at < reader.tokens.Count) blocks.AddRange(reader.Body().Blocks);
        return reader.isTooDeep ? null : blocks;
    }

    private (Dictionary<string, string> Attributes, List<HclBlock> Blocks) Body()
    {
        var (attributes, blocks) = (new Dictionary<string, string>(), new List<HclBlock>());
        while (at < tokens.Count)
        {
            var token = tokens[at++];
            if (token.Kind == HclTokenKind.Close) break;
            if (token.Kind is not (HclTokenKind.Word or HclTokenKind.Text)) continue;
            if (Is(at, "=")) attributes[token.Text] = Value();
            else if (Block(token) is { } block) blocks.Add(block);
        }
        return (attributes, blocks);
    }

    private HclBlock? Block(HclToken type)
    {
        var end = at;
        while (end < tokens.Count && tokens[end].Kind is HclTokenKind.Word or HclTokenKind.Text) end++;
        if (end >= tokens.Count || tokens[end].Kind != HclTokenKind.Open) return null;
        if (isTooDeep |= depth == Deepest) return null;
        string[] labels = [.. tokens.Skip(at).Take(end - at).Select(label => label.Text)];
        at = end + 1;
        depth++;
        var (attributes, blocks) = Body();
        depth--;
        return new HclBlock(type.Text, labels, text[tokens[end].Start..tokens[Math.Min(at, tokens.Count) - 1].End], attributes, blocks);
    }

    // Stands on the `=`; ends where the line does on which no brace or bracket is open.
    private string Value()
    {
        var (first, open) = (++at, 0);
        for (; at < tokens.Count; at++)
        {
            if (at > first && open == 0 && (tokens[at].Kind == HclTokenKind.Close || IsNewLine(at))) break;
            if (tokens[at].Kind == HclTokenKind.Open || Is(at, "[") || Is(at, "(")) open++;
            if (tokens[at].Kind == HclTokenKind.Close || Is(at, "]") || Is(at, ")")) open--;
        }
        return first < at ? text[tokens[first].Start..tokens[at - 1].End] : "";
    }

    // A here-document takes the end of its last line along.
    private bool IsNewLine(int index) => text.AsSpan((tokens[index - 1].End - 1)..tokens[index].Start).Contains('\n');

    private bool Is(int index, string character) => index < tokens.Count && tokens[index] is { Kind: HclTokenKind.Other } token && token.Text == character;
}
