using Groundwright.Core.Configuration;

namespace Groundwright.Core.Environments;

/// <summary>What was probably meant by a name that nothing has.</summary>
public static class NameHints
{
    /// <summary><c>, did you mean `x`?</c>, or nothing.</summary>
    public static string DidYouMean(string name, IEnumerable<string> names) => Words.DidYouMean(Words.Nearest(name, names));
}
