namespace Groundwright.Core.Configuration.Survey;

/// <summary>What a token of a Terraform file is.</summary>
internal enum HclKind
{
    Word,
    Text,
    Sign,
    LineEnd,
}

/// <summary>A token; of a text what stands between the quotes, unread.</summary>
internal readonly record struct HclToken(HclKind Kind, string Value);

/// <summary>Cuts a Terraform file into tokens. Comments are left out, texts and heredocs are one token; nothing is ever an error.</summary>
internal sealed class HclTokens(string text)
{
    private int at;

    public static IEnumerable<HclToken> Of(string text)
    {
        var tokens = new HclTokens(text);
        while (tokens.Next() is { } token) yield return token;
    }

    private HclToken? Next()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\n')
            {
                at++;
                return new HclToken(HclKind.LineEnd, "");
            }
            if (c == '#' || Ahead("//")) at = IndexOr(text.IndexOf('\n', at), text.Length);
            else if (Ahead("/*")) at = IndexOr(text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : -1, text.Length);
            else if (char.IsWhiteSpace(c)) at++;
            else return c == '"' ? Quoted() : Ahead("<<") ? Heredoc() : IsWord(c) ? Word() : new HclToken(HclKind.Sign, text[at++].ToString());
        }
        return null;
    }

    private HclToken Word()
    {
        var start = at;
        while (at < text.Length && (IsWord(text[at]) || text[at] is '.' or '-')) at++;
        return new HclToken(HclKind.Word, text[start..at]);
    }

    // A text ends at its quote, but not within `${ ... }`, where texts may stand again.
    private HclToken Quoted()
    {
        var start = ++at;
        var depth = 0;
        var inner = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\n' && depth == 0) break;
            if (c == '\\') at++;
            else if (c == '"' && depth == 0) break;
            else if (c == '"') inner = !inner;
            else if (!inner && (Ahead("${") || Ahead("%{"))) depth++;
            else if (c == '}' && depth > 0 && !inner) depth--;
        }
        var end = Math.Min(at, text.Length);
        at = Math.Min(end + 1, text.Length);
        return new HclToken(HclKind.Text, text[start..end]);
    }

    private HclToken? Heredoc()
    {
        var start = at + 2 + (Ahead("<<-") ? 1 : 0);
        var lineEnd = IndexOr(text.IndexOf('\n', start), text.Length);
        var mark = text[start..lineEnd].Trim();
        at = lineEnd;
        if (mark.Length == 0) return Next();
        while (at < text.Length)
        {
            var next = IndexOr(text.IndexOf('\n', at + 1), text.Length);
            var isEnd = text.AsSpan(at, next - at).Trim().SequenceEqual(mark);
            at = next;
            if (isEnd) break;
        }
        return new HclToken(HclKind.Word, "heredoc");
    }

    private bool Ahead(string sign) => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static int IndexOr(int index, int otherwise) => index < 0 ? otherwise : index;
}
