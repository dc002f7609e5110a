using System.Buffers;
using System.Collections.Immutable;

namespace Groundwright.Core.Secrets;

/// <summary>The values to be masked, in all their forms, ready to be searched for. Immutable.</summary>
internal sealed class KnownSecrets
{
    private readonly ImmutableHashSet<string> forms;
    private readonly SearchValues<string>? search;
    private readonly Dictionary<char, string[]> byFirst;

    private KnownSecrets(ImmutableHashSet<string> forms, ImmutableArray<string> broken)
    {
        this.forms = forms;
        Broken = broken;
        // Vectorised for the number of values a process usually knows; an Aho-Corasick automaton beyond.
        search = forms.IsEmpty ? null : SearchValues.Create([.. forms], StringComparison.Ordinal);
        byFirst = forms.GroupBy(form => form[0]).ToDictionary(group => group.Key, group => group.OrderByDescending(form => form.Length).ToArray());
        Longest = forms.Select(form => form.Length).DefaultIfEmpty().Max();
    }

    /// <summary>No values.</summary>
    public static KnownSecrets None { get; } = new([], []);

    /// <summary>Characters of the longest form.</summary>
    public int Longest { get; }

    /// <summary>Values of several lines, some of them too short to be masked alone: a stream has to see them whole.</summary>
    public ImmutableArray<string> Broken { get; }

    /// <summary>These values and more.</summary>
    public KnownSecrets With(IEnumerable<string> secrets)
    {
        var values = secrets.Select(secret => secret.ReplaceLineEndings("\n").Trim()).Where(secret => secret.Length >= Masker.ShortestSecret).ToList();
        var all = forms.Union(values.SelectMany(SecretEncodings.Of));
        return all.Count == forms.Count ? this : new KnownSecrets(all, Broken.AddRange(values.Where(IsBroken)));
    }

    /// <summary>Adds where they stand. At each place the longest form counts; forms that overlap all count.</summary>
    public void Find(ReadOnlySpan<char> text, SecretSpans spans)
    {
        if (search is null) return;
        for (var at = 0; ;)
        {
            var next = text[at..].IndexOfAny(search);
            if (next < 0) return;
            at += next;
            foreach (var form in byFirst[text[at]])
            {
                if (!text[at..].StartsWith(form, StringComparison.Ordinal)) continue;
                spans.Add(at, at + form.Length);
                break;
            }
            at++;
        }
    }

    private static bool IsBroken(string value) =>
        value.Contains('\n', StringComparison.Ordinal) && value.Split('\n').Any(line => line.Trim().Length is > 0 and < Masker.ShortestSecret);
}
