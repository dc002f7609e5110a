using System.Buffers;

namespace Groundwright.Core.Secrets;

/// <summary>Finds credentials nobody told us about by the shape their makers gave them.</summary>
internal static class SecretShapes
{
    private const string Digits = "0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Letters = Upper + "abcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create(Letters + Digits);
    private static readonly SearchValues<char> UpperAlphanumeric = SearchValues.Create(Upper + Digits);
    private static readonly SearchValues<char> Word = SearchValues.Create(Letters + Digits + "_-");
    private static readonly SearchValues<char> Base64 = SearchValues.Create(Letters + Digits + "+/=");
    private static readonly SearchValues<char> Bearer = SearchValues.Create(Letters + Digits + "-._~+/=");
    private static readonly SearchValues<char> EndsAuthority = SearchValues.Create(" \t\r\n\"'`<>\\/?#");
    private static readonly SearchValues<char> UrlPath = SearchValues.Create(Letters + Digits + "/_+-=%");

    private delegate (int Start, int End)? Shape(ReadOnlySpan<char> text, int at);

    private static readonly (string Sign, Shape Shape)[] Shapes =
    [
        ("ghp_", Token("ghp_", Alphanumeric, 30)), ("gho_", Token("gho_", Alphanumeric, 30)), ("ghu_", Token("ghu_", Alphanumeric, 30)),
        ("ghs_", Token("ghs_", Word, 30)), ("ghr_", Token("ghr_", Alphanumeric, 30)), ("github_pat_", Token("github_pat_", Word, 30)),
        ("glpat-", Token("glpat-", Word, 18)), ("npm_", Token("npm_", Alphanumeric, 36)), ("AIza", Token("AIza", Word, 35)),
        ("AKIA", Token("AKIA", UpperAlphanumeric, 16)), ("ASIA", Token("ASIA", UpperAlphanumeric, 16)),
        ("xoxb-", Token("xoxb-", Word, 10)), ("xoxp-", Token("xoxp-", Word, 10)), ("xoxa-", Token("xoxa-", Word, 10)),
        ("xoxr-", Token("xoxr-", Word, 10)), ("xoxs-", Token("xoxs-", Word, 10)), ("xapp-", Token("xapp-", Word, 10)),
        ("sk-", ModelKey), ("eyJ", JsonWebToken), ("hooks.slack.com/", SlackWebhook), ("://", UrlPassword), ("-----BEGIN ", KeyBlock.Find),
        ("ecret_access_key", AwsSecret), ("ECRET_ACCESS_KEY", AwsSecret), ("ecretAccessKey", AwsSecret),
        ("uthorization", Authorization), ("UTHORIZATION", Authorization),
    ];

    private static readonly SearchValues<string> Signs = SearchValues.Create([.. Shapes.Select(shape => shape.Sign)], StringComparison.Ordinal);

    public static void Find(ReadOnlySpan<char> text, SecretSpans spans)
    {
        for (var at = 0; ;)
        {
            var next = text[at..].IndexOfAny(Signs);
            if (next < 0) return;
            at += next;
            var end = at + 1;
            foreach (var (sign, shape) in Shapes)
            {
                if (!text[at..].StartsWith(sign, StringComparison.Ordinal)) continue;
                if (shape(text, at) is not { } span) continue;
                spans.Add(span.Start, span.End);
                end = Math.Max(end, span.End);
            }
            at = end;
        }
    }

    /// <summary>A prefix of its own, then at least so many characters.</summary>
    private static Shape Token(string prefix, SearchValues<char> alphabet, int least) => (text, at) =>
    {
        var length = Run(text[(at + prefix.Length)..], alphabet);
        return length >= least && StartsWord(text, at) ? (at, at + prefix.Length + length) : null;
    };

    /// <summary>Keys of model vendors: <c>sk-</c>, <c>sk-ant-</c>, <c>sk-proj-</c>. A digit tells them from hyphenated words such as <c>task-and-so-on</c>.</summary>
    private static (int, int)? ModelKey(ReadOnlySpan<char> text, int at)
    {
        var length = Run(text[at..], Word);
        return length >= 23 && StartsWord(text, at) && text.Slice(at, length).IndexOfAnyInRange('0', '9') >= 0 ? (at, at + length) : null;
    }

    private static (int, int)? JsonWebToken(ReadOnlySpan<char> text, int at)
    {
        var header = Run(text[at..], Word);
        var payload = header < 10 || At(text, at + header) != '.' ? 0 : Run(text[(at + header + 1)..], Word);
        if (payload < 4 || At(text, at + header + 1 + payload) != '.') return null;
        var signature = at + header + 1 + payload + 1;
        return (at, signature + Run(text[signature..], Word));
    }

    private static (int, int)? SlackWebhook(ReadOnlySpan<char> text, int at)
    {
        var path = at + "hooks.slack.com/".Length;
        var length = Run(text[path..], UrlPath);
        return length >= 10 ? (path, path + length) : null;
    }

    /// <summary>The password of <c>scheme://user:password@host</c>, or a user name that can only be a token.</summary>
    private static (int, int)? UrlPassword(ReadOnlySpan<char> text, int at)
    {
        var start = at + 3;
        var authority = text[start..];
        var end = authority.IndexOfAny(EndsAuthority);
        if (end >= 0) authority = authority[..end];
        var host = authority.LastIndexOf('@');
        if (host <= 0) return null;
        var colon = authority[..host].IndexOf(':');
        if (colon >= 0) return colon + 1 < host ? (start + colon + 1, start + host) : null;
        return host >= 20 ? (start, start + host) : null;
    }

    /// <summary>An AWS secret key looks like any base64; only its name gives it away.</summary>
    private static (int, int)? AwsSecret(ReadOnlySpan<char> text, int at)
    {
        var start = Value(text, at + Run(text[at..], Word));
        var length = Run(text[start..], Base64);
        return length == 40 ? (start, start + length) : null;
    }

    private static (int, int)? Authorization(ReadOnlySpan<char> text, int at)
    {
        var start = Value(text, at + "uthorization".Length);
        foreach (var scheme in new[] { "Bearer ", "Basic ", "token " })
        {
            if (!text[start..].StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) continue;
            var length = Run(text[(start + scheme.Length)..], Bearer);
            return length >= Masker.ShortestSecret ? (start + scheme.Length, start + scheme.Length + length) : null;
        }
        return null;
    }

    /// <summary>Where the value begins behind a name: after quotes (also escaped), spaces, and one colon or equals sign.</summary>
    private static int Value(ReadOnlySpan<char> text, int at)
    {
        for (var signs = 0; at < text.Length; at++)
        {
            if (text[at] is ':' or '=' && ++signs > 1) break;
            if (text[at] is not (':' or '=' or ' ' or '\t' or '"' or '\'' or '\\')) break;
        }
        return Math.Min(at, text.Length);
    }

    private static int Run(ReadOnlySpan<char> text, SearchValues<char> alphabet)
    {
        var end = text.IndexOfAnyExcept(alphabet);
        return end < 0 ? text.Length : end;
    }

    private static char At(ReadOnlySpan<char> text, int at) => at < text.Length ? text[at] : '\0';

    /// <summary>Letters before it make it part of another word; but the letter of an escape such as <c>\n</c> does not.</summary>
    private static bool StartsWord(ReadOnlySpan<char> text, int at) =>
        at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]) || (at > 1 && text[at - 2] == '\\');
}
