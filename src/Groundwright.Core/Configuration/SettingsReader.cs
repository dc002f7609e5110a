using Groundwright.Core.Configuration.Checks;
using Groundwright.Core.Configuration.Sections;
using Groundwright.Core.Configuration.Shapes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration;

/// <summary>Reads <c>groundwright.yaml</c>: strictly, and with every problem at once.</summary>
public static class SettingsReader
{
    /// <summary>Name of the file, in the root of the repository.</summary>
    public const string FileName = "groundwright.yaml";

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="file">What the file is called in messages.</param>
    /// <param name="content">UTF-8, at most 1 MiB.</param>
    public static SettingsResult Read(string file, ReadOnlyMemory<byte> content)
    {
        var problems = new ProblemList(file);
        return Read(YamlText.Decode(content.Span, problems), problems);
    }

    /// <summary>Reads text.</summary>
    /// <param name="file">What it is called in messages.</param>
    /// <param name="content">At most 1 Mi characters.</param>
    public static SettingsResult Read(string file, string content)
    {
        var problems = new ProblemList(file);
        return Read(YamlText.Check(content, problems), problems);
    }

    private static SettingsResult Read(string? text, ProblemList problems)
    {
        Settings? settings = null;
        if (text is not null && YamlReader.Read(text, problems) is { } root)
        {
            RootSection.Shape.Read(new Cursor(root, "the file", problems), out settings);
            ReferenceCheck.Run(root, problems);
            OverridesCheck.Run(root, problems);
            InputsCheck.Run(root, problems);
            GroupsCheck.Run(root, problems);
            SharedStateCheck.Run(root, problems);
            SecretCheck.Run(root, problems);
        }
        return problems.Any ? new SettingsResult(null, problems.InFileOrder()) : new SettingsResult(settings, []);
    }
}
