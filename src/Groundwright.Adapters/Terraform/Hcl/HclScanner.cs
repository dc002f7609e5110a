namespace Groundwright.Adapters.Terraform.Hcl;

/// <summary>
/// Takes HCL apart far enough to find blocks: comments, quoted texts with templates in them, and here-documents are respected. Any input ends; what is
/// no HCL gives some tokens, and the tool itself will say what is wrong with it.
/// </summary>
internal sealed class HclScanner
{
    private readonly string text;
    private int at;

    private HclScanner(string text) => this.text = text;

    public static IReadOnlyList<HclToken> Scan(string text)
    {
        var scanner = new HclScanner(text);
        var tokens = new List<HclToken>();
        while (scanner.Next() is { } token) tokens.Add(token);
        return tokens;
    }

    private HclToken? Next()
    {
        SkipSpace();
        if (at >= text.Length) return null;
        var start = at;
        if (IsWord(text[at]))
        {
            while (at < text.Length && IsWord(text[at])) at++;
            return new HclToken(HclTokenKind.Word, text[start..at], start, at);
        }
        if (text[at] == '"')
        {
            SkipQuoted();
            return new HclToken(HclTokenKind.Text, text[(start + 1)..Math.Max(start + 1, at - 1)], start, at);
        }
        if (At("<<"))
        {
            SkipHereDocument();
            return new HclToken(HclTokenKind.Other, "<<", start, at);
        }
        var kind = text[at] switch { '{' => HclTokenKind.Open, '}' => HclTokenKind.Close, _ => HclTokenKind.Other };
        at++;
        return new HclToken(kind, text[start..at], start, at);
    }

    private void SkipSpace()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF') at++;
            else if (text[at] == '#' || At("//")) SkipTo("\n");
            else if (At("/*")) SkipTo("*/");
            else return;
        }
    }

    // Stands on the opening quote; ends behind the closing one. Templates may hold quoted texts, which may hold templates.
    private void SkipQuoted()
    {
        var templates = 0;
        var inQuotes = new Stack<int>([0]);
        at++;
        while (at < text.Length && inQuotes.Count > 0)
        {
            var quoted = inQuotes.Peek() == templates;
            if (quoted && text[at] == '\\') at += 2;
            else if (quoted && (At("$${") || At("%%{"))) at += 3;
            else if (quoted && (At("${") || At("%{"))) (templates, at) = (templates + 1, at + 2);
            else if (quoted && text[at] == '"') Leave(inQuotes);
            else if (!quoted && text[at] == '"') Enter(inQuotes, templates);
            else if (!quoted && text[at] == '}') (templates, at) = (templates - 1, at + 1);
            else at++;
        }
        at = Math.Min(at, text.Length);
    }

    private void Leave(Stack<int> quotes)
    {
        quotes.Pop();
        at++;
    }

    private void Enter(Stack<int> quotes, int templates)
    {
        quotes.Push(templates);
        at++;
    }

    private void SkipHereDocument()
    {
        at += 2;
        if (at < text.Length && text[at] == '-') at++;
        var start = at;
        while (at < text.Length && IsWord(text[at])) at++;
        var marker = text[start..at];
        if (marker.Length == 0) return;
        SkipTo("\n");
        while (at < text.Length)
        {
            var line = at;
            SkipTo("\n");
            if (text[line..at].Trim() == marker) return;
        }
    }

    private void SkipTo(string end)
    {
        var found = text.IndexOf(end, at, StringComparison.Ordinal);
        at = found < 0 ? text.Length : found + end.Length;
    }

    private bool At(string expected) => string.CompareOrdinal(text, at, expected, 0, expected.Length) == 0;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';
}
