namespace Groundwright.Core.Configuration.Survey;

/// <summary>Reads the blocks and plain attributes of a Terraform file: enough to tell roots from modules. Malformed files give what can be made out.</summary>
internal sealed class HclReader
{
    private readonly HclBlock file = new("", []);
    private readonly Stack<(HclBlock Block, string Close)> open = new();
    private readonly List<string> words = [];
    private string? attribute;
    private string? value;
    private int valueTokens;

    private HclReader() => open.Push((file, ""));

    /// <summary>The file as a block without a type.</summary>
    public static HclBlock Read(string text)
    {
        var reader = new HclReader();
        foreach (var token in HclTokens.Of(text)) reader.Take(token);
        reader.EndStatement();
        return reader.file;
    }

    private void Take(HclToken token)
    {
        if (token.Kind == HclKind.LineEnd || token is { Kind: HclKind.Sign, Value: "," }) EndStatement();
        else if (token is { Kind: HclKind.Sign, Value: "{" or "[" or "(" }) Open(token.Value);
        else if (token is { Kind: HclKind.Sign, Value: "}" or "]" or ")" }) Close(token.Value);
        else if (token is { Kind: HclKind.Sign, Value: "=" or ":" } && attribute is null && words.Count == 1) attribute = words[0];
        else TakeValue(token);
    }

    private void TakeValue(HclToken token)
    {
        if (attribute is null)
        {
            if (token.Kind is HclKind.Word or HclKind.Text) words.Add(token.Value);
            return;
        }
        valueTokens++;
        value = token.Kind == HclKind.Text ? token.Value : null;
    }

    private void Open(string sign)
    {
        var block = attribute is not null || words.Count > 0
            ? new HclBlock(attribute ?? words[0], [.. words.Skip(1)])
            : new HclBlock("", []);
        open.Peek().Block.Blocks.Add(block);
        open.Push((block, sign switch { "{" => "}", "[" => "]", _ => ")" }));
        Forget();
    }

    private void Close(string sign)
    {
        EndStatement();
        // A bracket that closes nothing is a slip of the file, not ours.
        if (open.Peek().Close == sign) open.Pop();
        // What follows a closing bracket on the line belongs to an expression.
        attribute = "";
        valueTokens = 2;
    }

    private void EndStatement()
    {
        if (!string.IsNullOrEmpty(attribute) && valueTokens == 1 && value is not null) open.Peek().Block.Attributes[attribute] = value;
        Forget();
    }

    private void Forget()
    {
        words.Clear();
        attribute = null;
        value = null;
        valueTokens = 0;
    }
}
