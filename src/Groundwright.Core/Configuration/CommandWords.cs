using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Groundwright.Core.Configuration;

/// <summary>
/// Splits a command line into words as a shell would, without being one: quotes and backslashes are honoured; whatever else a shell would act on is refused
/// rather than handed to the program as text.
/// </summary>
public static class CommandWords
{
    /// <summary>Splits a line.</summary>
    /// <param name="line">One line.</param>
    /// <param name="words">Program and arguments.</param>
    /// <param name="reason">Why it cannot be split.</param>
    /// <param name="needsShell">Whether a shell could.</param>
    public static bool TrySplit(string line, [NotNullWhen(true)] out IReadOnlyList<string>? words, [NotNullWhen(false)] out string? reason, out bool needsShell)
    {
        var splitter = new Splitter(line);
        words = splitter.Split();
        reason = splitter.Reason;
        needsShell = splitter.NeedsShell;
        return words is not null;
    }

    private sealed class Splitter(string line)
    {
        private readonly List<string> words = [];
        private readonly StringBuilder word = new();
        private bool inWord;
        private int at;

        public string? Reason { get; private set; }

        public bool NeedsShell { get; private set; }

        public List<string>? Split()
        {
            for (; at < line.Length; at++)
                if (!Take(line[at])) return null;
            EndWord();
            return words.Count > 0 || Fail("it has no program", shell: false) ? words : null;
        }

        private bool Take(char c)
        {
            if (c is '\n' or '\r') return Fail("several lines are several commands", shell: true);
            if (c == '\\') return Escape();
            if (c is '\'' or '"') return Quoted(c);
            if (char.IsWhiteSpace(c))
            {
                EndWord();
                return true;
            }
            if (c is '|' or '<' or '>' or ';' or '&' or '$' or '`') return StopAtShell(c);
            Add(c);
            return true;
        }

        private bool Escape()
        {
            if (at + 1 >= line.Length || line[at + 1] is '\n' or '\r') return Fail("it ends with a backslash", shell: false);
            Add(line[++at]);
            return true;
        }

        private bool Quoted(char quote)
        {
            inWord = true;
            for (at++; at < line.Length && line[at] != quote; at++)
            {
                var c = line[at];
                if (c is '\n' or '\r') return Fail("several lines are several commands", shell: true);
                if (quote == '\'') Add(c);
                else if (c is '$' or '`') return StopAtShell(c);
                else if (c != '\\') Add(c);
                else if (!EscapeInQuotes()) return false;
            }
            return at < line.Length || Fail($"the quote {quote} is not closed", shell: false);
        }

        // In double quotes a shell takes the backslash away only before these.
        private bool EscapeInQuotes()
        {
            if (at + 1 >= line.Length) return Fail("the quote \" is not closed", shell: false);
            if (line[at + 1] is '\n' or '\r') return Fail("several lines are several commands", shell: true);
            if (line[at + 1] is not ('"' or '\\' or '$' or '`')) Add('\\');
            Add(line[++at]);
            return true;
        }

        private bool StopAtShell(char c)
        {
            var next = at + 1 < line.Length ? line[at + 1] : ' ';
            var feature = c == '$' && next == '(' ? "$(" : c is '&' or '|' or '>' or '<' && next == c ? $"{c}{c}" : c.ToString();
            return Fail($"`{feature}` needs a shell", shell: true);
        }

        private bool Fail(string reason, bool shell)
        {
            Reason = reason;
            NeedsShell = shell;
            return false;
        }

        private void Add(char c)
        {
            inWord = true;
            word.Append(c);
        }

        private void EndWord()
        {
            if (!inWord) return;
            words.Add(word.ToString());
            word.Clear();
            inWord = false;
        }
    }
}
