namespace Groundwright.Core.Requests;

/// <summary>How classes are written: <c>feature</c> in names, <c>/feature</c> in the state file, <c>/ipe_feature</c> by the old system.</summary>
public static class RequestClassText
{
    /// <summary>The word, such as <c>feature</c>.</summary>
    public static string Word(this RequestClass requestClass) => requestClass switch
    {
        RequestClass.Chore => "chore",
        RequestClass.Bug => "bug",
        RequestClass.Feature => "feature",
        _ => "patch",
    };

    /// <summary>The class from any of its forms, in any case; null when it is none.</summary>
    public static RequestClass? Parse(string? text)
    {
        var word = (text ?? "").Trim().ToLowerInvariant();
        if (word.StartsWith('/')) word = word[1..];
        if (word.StartsWith("ipe_", StringComparison.Ordinal)) word = word[4..];
        return word switch
        {
            "chore" => RequestClass.Chore,
            "bug" => RequestClass.Bug,
            "feature" => RequestClass.Feature,
            "patch" => RequestClass.Patch,
            _ => null,
        };
    }
}
