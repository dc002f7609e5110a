using System.Text.RegularExpressions;
using ModelStandIn;

namespace Acceptance;

/// <summary>A model that makes the change of <see cref="OrdersRepository"/>, by the prompts of the product alone.</summary>
internal static partial class OrdersScript
{
    /// <summary>A file to be written.</summary>
    public sealed record Written(string Path, string Content);

    /// <summary>The script.</summary>
    /// <param name="orders">Whose change.</param>
    /// <param name="hand">How this CLI writes files: turns that do, without the last one.</param>
    public static ModelScript For(OrdersRepository orders, Func<IReadOnlyList<Written>, IEnumerable<Turn>> hand) => new ModelScript()
        .When("# Task: plan an infrastructure change", prompt => Turns(hand, [new(SpecIn().Match(prompt).Groups[1].Value, Recorded(orders, "plan/spec/files/{{spec}}"))]))
        .When("# Task: implement a specified change", _ => Turns(hand, Files(orders, "build/implement")))
        .When("# Task: review a change", prompt => Turns(hand, [new(AnswerIn().Match(prompt).Groups[1].Value, Recorded(orders, "review/findings-1/answer.json"))]))
        .When("# Task: document a change", _ => Turns(hand, Files(orders, "document/document")));

    private static IReadOnlyList<Turn> Turns(Func<IReadOnlyList<Written>, IEnumerable<Turn>> hand, IReadOnlyList<Written> files) => [.. hand(files), new Turn("Everything that was asked for is written.")];

    private static List<Written> Files(OrdersRepository orders, string scene)
    {
        var folder = Path.Combine(orders.Recording, scene, "files");
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => new Written(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))];
    }

    private static string Recorded(OrdersRepository orders, string path) => File.ReadAllText(Path.Combine(orders.Recording, path));

    [GeneratedRegex("requested below to `([^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex SpecIn();

    [GeneratedRegex("Write the answer to `([^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex AnswerIn();
}
