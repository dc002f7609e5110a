using System.Text.Json;
using System.Text.RegularExpressions;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Runs.Projections;

/// <summary>Checks the values of a state file that the contract knows; leaves all others alone.</summary>
internal sealed partial class StateFileReader
{
    public const int MaxBytes = 4 * 1024 * 1024;

    private readonly JsonSource source;
    private readonly List<KeyValuePair<string, JsonElement>> entries;
    private readonly string file;

    private StateFileReader(JsonSource source, string file) => (this.source, this.file, entries) = (source, file, source.Entries(source.Root));

    public static IReadOnlyList<string> Strategies { get; } = ["git-describe", "semantic", "commit-hash", "timestamp"];

    public static StateFile Read(string json, string file)
    {
        var source = JsonSource.Read(json, file, StateProblems.Malformed, MaxBytes);
        if (source.Problems.Count == 0 && source.Root.ValueKind is not JsonValueKind.Object) source.Add($"`{file}` is not an object", "A state file is `{ \"ipe_id\": ... }`.");
        if (source.Problems.Count > 0) throw new GroundwrightException(source.Problems);
        var reader = new StateFileReader(source, file);
        reader.Check();
        return source.Problems.Count > 0 ? throw new GroundwrightException(source.Problems) : new StateFile(reader.entries);
    }

    private void Check()
    {
        if (!entries.Exists(entry => entry.Key == StateFields.IpeId)) source.Add($"`{file}` has no `{StateFields.IpeId}`", "It says which run the file belongs to.");
        foreach (var (key, value) in entries.Where(entry => entry.Value.ValueKind is not JsonValueKind.Null || entry.Key == StateFields.IpeId))
            if (Wrong(key, value) is { } must)
                source.Add($"`{key}` is {Short(value)}", $"It must be {must}.", key);
    }

    /// <summary>What a value must be, when it is something else.</summary>
    private static string? Wrong(string key, JsonElement value) => key switch
    {
        StateFields.IpeId => Id().IsMatch(JsonSource.TextOf(value) ?? "") ? null : "a run id: 3 to 32 letters, digits and `-`",
        StateFields.IssueNumber => value.ValueKind is JsonValueKind.Number || JsonSource.TextOf(value) is not null ? null : "a string",
        StateFields.IssueClass => RequestClassText.Parse(JsonSource.TextOf(value)) is not null ? null : "one of `/chore`, `/bug`, `/feature`, `/patch`",
        StateFields.ModelSet => JsonSource.TextOf(value) is "base" or "heavy" ? null : "`base` or `heavy`",
        StateFields.AllIpes => IsTexts(value) ? null : "a list of names",
        StateFields.VersionStrategy => Strategies.Contains(JsonSource.TextOf(value)) ? null : $"one of {string.Join(", ", Strategies)}",
        StateFields.BuildTimeout => value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var minutes) && minutes > 0 ? null : "a number of minutes above 0",
        StateFields.Groundwright => value.ValueKind is JsonValueKind.Object ? null : "an object; this key belongs to Groundwright",
        StateFields.BranchName or StateFields.SpecFile or StateFields.WorktreePath or StateFields.Environment or StateFields.TerraformDir or StateFields.AmiVersion =>
            JsonSource.TextOf(value) is not null ? null : "a string",
        _ => null,
    };

    private static bool IsTexts(JsonElement value) => value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => JsonSource.TextOf(item) is not null);

    private static string Short(JsonElement value)
    {
        var raw = InvisibleCharacters.Remove(value.GetRawText()).ReplaceLineEndings(" ");
        return raw.Length <= 40 ? $"`{raw}`" : $"`{raw[..40]}…`";
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{1,30}[A-Za-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
