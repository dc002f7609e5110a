namespace Groundwright.Core.Secrets;

/// <summary>
/// Takes secrets out of text. Stands in front of every log, journal, comment, stream and page. Safe to use from several threads.
/// Known values are found raw, in base64 at any offset, URL-encoded, JSON-, HTML- and shell-escaped, and line by line when they have several lines;
/// besides, whatever has the shape of a well-known credential. A masked line of JSON is still JSON.
/// </summary>
public sealed class Masker
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Replacement = "***";

    /// <summary>Shorter values are not masked: they turn up by chance inside ordinary words, so that masking them ruins every log and gives the value away.</summary>
    public const int ShortestSecret = 6;

    private readonly Lock adding = new();
    private volatile KnownSecrets known;

    /// <summary>Masks these values, and the well-known shapes.</summary>
    public Masker(params IEnumerable<string> secrets) => known = KnownSecrets.None.With(secrets);

    /// <summary>Masks the values of those environment variables whose names look secret or are named in <paramref name="alsoSecret"/>.</summary>
    public static Masker FromEnvironment(IEnumerable<KeyValuePair<string, string?>> environment, params IEnumerable<string> alsoSecret)
    {
        var named = alsoSecret.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new Masker(environment.Where(variable => named.Contains(variable.Key) || SecretNames.LooksSecret(variable.Key)).Select(variable => variable.Value ?? ""));
    }

    /// <summary>The same, from the environment of this process.</summary>
    public static Masker FromEnvironment(params IEnumerable<string> alsoSecret) =>
        FromEnvironment(Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value)), alsoSecret);

    /// <summary>From now on masks this value too, also in streams that are already open.</summary>
    public void Add(string secret)
    {
        lock (adding) known = known.With([secret]);
    }

    /// <summary>The text without secrets; the same instance when there are none. The number of lines stays.</summary>
    public string Mask(string text)
    {
        var spans = Find(text);
        if (spans.IsEmpty) return text;
        var masked = spans.Replace(text);
        return JsonLines.Keep(text, masked, part => Find(part).Replace(part));
    }

    /// <summary>Masks what comes in pieces; hands over whole lines. For one writer at a time.</summary>
    /// <param name="onLine">Gets each line without its line break.</param>
    /// <param name="longestLine">Characters after which a line is handed over in several pieces; never within a secret. Default 64 Ki.</param>
    public StreamMasker Open(Action<string> onLine, int longestLine = 64 * 1024) => new(this, onLine, longestLine);

    internal KnownSecrets Known => known;

    internal SecretSpans Find(ReadOnlySpan<char> text)
    {
        var spans = new SecretSpans();
        var values = known;
        values.Find(text, spans);
        SecretShapes.Find(text, spans);
        var view = UnescapedText.Of(text, null);
        for (var depth = 1; view is not null; depth++)
        {
            var inside = new SecretSpans();
            values.Find(view.Text, inside);
            SecretShapes.Find(view.Text, inside);
            spans.AddFrom(inside, view);
            view = depth < UnescapedText.Deepest ? UnescapedText.Of(view.Text, view) : null;
        }
        spans.Settle(text);
        return spans;
    }
}
