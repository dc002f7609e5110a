namespace Groundwright.Core.Runs.Projections;

/// <summary>Whether git would take a text as the name of a branch, by the rules of <c>git check-ref-format --branch</c>.</summary>
internal static class BranchName
{
    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > 200 || name[0] == '-' || name is "@" or "HEAD" || name[^1] is '.' or '/') return false;
        if (name.Any(c => c is <= ' ' or '\x7f' or '~' or '^' or ':' or '?' or '*' or '[' or '\\') || name.Any(char.IsSurrogate)) return false;
        if (name.Contains("..", StringComparison.Ordinal) || name.Contains("@{", StringComparison.Ordinal)) return false;
        return name.Split('/').All(part => part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal));
    }
}
