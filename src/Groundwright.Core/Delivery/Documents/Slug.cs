using System.Collections.Frozen;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>Three to six words of a title, safe as part of a ref, a path and a URL.</summary>
internal static class Slug
{
    private const int MinWords = 3;
    private const int MaxWords = 6;
    private const int MaxWord = 20;

    private static readonly FrozenSet<string> Articles = new[] { "a", "an", "the" }.ToFrozenSet();

    /// <summary>After these a title tells the circumstances; a name is better without.</summary>
    private static readonly FrozenSet<string> Circumstances =
        new[] { "with", "for", "from", "to", "in", "into", "on", "of", "by", "so", "that", "when", "because", "after", "before", "using", "via", "and", "at" }.ToFrozenSet();

    public static string Of(string title, RequestClass requestClass)
    {
        var words = new List<string>();
        foreach (var word in AsciiFolding.Words(title).Where(word => !Articles.Contains(word)))
        {
            if (words.Count == MaxWords || (words.Count >= MinWords && Circumstances.Contains(word))) break;
            words.Add(word.Length <= MaxWord ? word : word[..MaxWord]);
        }
        foreach (var filler in new[] { requestClass.Word(), "change", "request" })
            if (words.Count < MinWords && !words.Contains(filler)) words.Add(filler);
        while (words.Count < MinWords) words.Add("work");
        return string.Join('-', words);
    }
}
