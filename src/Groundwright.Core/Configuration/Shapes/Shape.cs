using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>
/// What may stand at a place of the file. One declaration serves the reader, the JSON Schema and the reference page, so that they cannot drift apart.
/// </summary>
internal interface IShape
{
    /// <summary>What it is, for people, in the middle of a sentence: <c>true or false</c>.</summary>
    string Says { get; }

    /// <summary>The keys below it; null when there are none.</summary>
    IObjectShape? Below { get; }

    /// <summary>The JSON Schema of it.</summary>
    JsonObject Schema();
}

/// <summary>A shape that has keys.</summary>
internal interface IObjectShape
{
    /// <summary>Its keys, in the order in which people should read about them.</summary>
    IReadOnlyList<IKey> Keys { get; }
}

/// <summary>A shape and the type its values are read into.</summary>
internal abstract class Shape<T> : IShape
{
    public abstract string Says { get; }

    public virtual IObjectShape? Below => null;

    public abstract JsonObject Schema();

    /// <summary>Reads the value. False: there is none to go on with, and why was reported (or the place was refused before).</summary>
    public abstract bool Read(Cursor at, [MaybeNullWhen(false)] out T value);
}
