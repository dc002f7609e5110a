namespace Groundwright.Cli.Views.Text;

/// <summary>What a piece of text is to the reader. Colour only repeats what marks and words already say.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Dim,
    Good,
    Bad,
    Warn,
    Accent,
}

/// <summary>Text of one tone. A class: generic code over our own structs would have to be compiled at every start.</summary>
internal sealed record Span(string Text, Tone Tone);
