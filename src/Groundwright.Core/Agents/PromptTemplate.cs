using Groundwright.Core.Problems;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Groundwright.Core.Agents;

/// <summary>
/// One template. It is checked by ourselves before Handlebars sees it: Handlebars names no usable line, stops at the first mistake, and does not look into a
/// block that is not taken.
/// </summary>
internal sealed class PromptTemplate(string file, string text)
{
    private static readonly string[] Blocks = ["if", "unless", "each"];
    private static readonly string[] InList = ["this", "@index", "@first", "@last"];

    private readonly string text = text.ReplaceLineEndings("\n");

    /// <summary>Every mistake, in order.</summary>
    internal IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        var open = new Stack<TemplateTag>();
        foreach (var tag in TemplateTag.In(text))
        {
            var mistake = tag.Closed ? Mistake(tag, open) : "`{{` has no `}}`";
            if (mistake is not null) problems.Add(Wrong(file, tag.Line, tag.Column, mistake));
        }
        problems.AddRange(open.Reverse().Select(tag => Wrong(file, tag.Line, tag.Column, $"`{{{{{tag.Content}}}}}` is never closed; it ends with `{{{{/{tag.Words[0][1..]}}}}}`")));
        return problems;
    }

    internal string Render(IReadOnlyDictionary<string, object> variables)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
        try
        {
            return handlebars.Compile(text)(variables);
        }
        catch (Exception fault) when (fault is HandlebarsException or HandlebarsUndefinedBindingException or ArgumentException)
        {
            throw new GroundwrightException(Wrong(file, 1, 1, fault.Message), fault);
        }
    }

    internal static Problem Wrong(string file, int line, int column, string mistake) => Problem.Of(
        AgentProblems.PromptMalformed,
        mistake,
        $"A template may use: {string.Join(", ", PromptVariables.Names)}; {{{{#if x}}}}, {{{{else}}}}, {{{{#unless x}}}}, {{{{#each targets}}}}, {{{{this}}}}. A literal `{{{{` is written `\\{{{{`. It is read from the default branch.",
        new Remedy($"git rm {file}", "use the built-in prompt again"),
        new Remedy("gw config check", "after mending and committing it on the default branch")) with
    { Source = new SourceLocation(file, line, column) };

    private static string? Mistake(TemplateTag tag, Stack<TemplateTag> open) => tag.Words switch
    {
        [] => "`{{}}` is empty",
        [['!', ..], ..] => null,
        [['#', .. var block], var name] when Blocks.Contains(block) => Opened(tag, name, open),
        [['#', .. var block]] when Blocks.Contains(block) => Opened(tag, null, open),
        [['/', .. var block]] => ClosedBlock(block, open),
        ["else"] => Else(open),
        [var name] => Unknown(name, open),
        _ => $"`{{{{{tag.Content}}}}}` is not something a prompt can use",
    };

    private static string? Else(Stack<TemplateTag> open)
    {
        if (open.Count == 0) return "`{{else}}` stands outside of a block";
        if (open.Peek().HasElse) return "`{{else}}` stands twice in one block";
        open.Push(open.Pop() with { HasElse = true });
        return null;
    }

    private static string? Opened(TemplateTag tag, string? name, Stack<TemplateTag> open)
    {
        var mistake = name switch
        {
            null => $"`{{{{{tag.Content}}}}}` names no variable",
            PromptVariables.List when !IsInList(open) => null,
            _ when tag.Words[0] == "#each" => $"`{name}` is not a list; there is one, `{PromptVariables.List}`",
            _ => Unknown(name, open),
        };
        open.Push(tag);
        return mistake;
    }

    private static string? ClosedBlock(string block, Stack<TemplateTag> open)
    {
        if (open.Count == 0) return $"`{{{{/{block}}}}}` closes a block that is not open";
        var last = open.Pop();
        return last.Words[0][1..] == block ? null : $"`{{{{/{block}}}}}` closes `{{{{{last.Content}}}}}` of line {last.Line}";
    }

    private static string? Unknown(string name, Stack<TemplateTag> open)
    {
        if (InList.Contains(name)) return IsInList(open) ? null : $"`{name}` stands outside of `{{{{#each}}}}`";
        if (!PromptVariables.Names.Contains(name)) return $"unknown variable `{name}`";
        if (IsInList(open)) return $"`{name}` cannot be seen inside of `{{{{#each}}}}`, only `this`";
        return name == PromptVariables.List ? $"`{name}` is a list: write `{{{{#each {name}}}}}`" : null;
    }

    private static bool IsInList(Stack<TemplateTag> open) => open.Any(tag => tag.Words[0] == "#each");
}
