using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Groundwright.Cli.Services;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Live;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Parsing;

/// <summary>What a command gets: what was said to every command, the services, and the ways to answer.</summary>
internal sealed class CommandContext(
    GlobalOptions options, Terminal terminal, Func<TimeZoneInfo> zone, Func<GlobalOptions, SessionLog, ICommandServices> compose, Interrupts? interrupts) : IAsyncDisposable
{
    private readonly SessionLog log = new(options, terminal);
    private ICommandServices? services;

    /// <summary>What was said to every command.</summary>
    public GlobalOptions Options => options;

    /// <summary>Where to read and write.</summary>
    public Terminal Terminal => terminal;

    /// <summary>The rest of the product.</summary>
    public ICommandServices Services => services ??= compose(options, log);

    /// <summary>What Ctrl-C does; null where nobody can press it.</summary>
    public Interrupts? Interrupts => interrupts;

    /// <summary>What screens need to know now.</summary>
    public ScreenScope Scope => new(terminal.Width, Services.Clock.GetUtcNow(), zone());

    /// <summary>The time zone of the reader.</summary>
    public TimeZoneInfo Zone => zone();

    /// <summary>The same command line for other services: the demo works in a repository of its own.</summary>
    public CommandContext With(ICommandServices other) => new(options with { LogFile = null }, terminal, zone, (_, _) => other, interrupts);

    /// <summary>Shows a result: to a person or to a program.</summary>
    public void Show<T>(T result, Func<JsonTypeInfo<T>> json, Func<T, Screen> human)
    {
        if (options.Json) terminal.Out.WriteLine(Json(result, json()));
        else Show(human(result));
    }

    // Apart from its caller, so that nothing of JSON is loaded for people.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Json<T>(T result, JsonTypeInfo<T> info) => JsonSerializer.Serialize(result, info);

    /// <summary>Shows a result that programs get in another way.</summary>
    public void Show(Screen screen) => terminal.Out.Write(screen.Render(terminal.OutColour));

    /// <summary>Prints text that is itself the result.</summary>
    public void Print(string text) => terminal.Out.Write(text);

    /// <summary>Says something on the side. Nothing under <c>-q</c> and <c>--json</c>.</summary>
    public void Chat(Screen screen)
    {
        if (!options.Quiet && !options.Json) terminal.Error.Write(screen.Render(terminal.ErrorColour));
    }

    /// <summary>Says on the side what must not be missed: also under <c>-q</c>. Nothing under <c>--json</c>, where the result says it.</summary>
    public void Warn(string text)
    {
        if (!options.Json) terminal.Error.Write(new Screen().Add(text, Tone.Warn).Render(terminal.ErrorColour));
    }

    /// <summary>Asks before something outside is changed.</summary>
    /// <exception cref="GroundwrightException">GW4004: nobody can be asked and <c>--yes</c> was not given.</exception>
    public async Task<bool> Confirm(string question, CancellationToken cancellationToken)
    {
        if (options.Yes) return true;
        if (!terminal.CanAsk || options.Json)
        {
            throw new GroundwrightException(Problem.Of(CommandProblems.NeedsYes, "this asks first, and nobody can be asked here", question,
                new Remedy("--yes", "add this to answer yes")));
        }
        await terminal.Error.WriteAsync($"  {PlainText.Clean(question)} [y/N] ".AsMemory(), cancellationToken);
        var answer = await terminal.In.ReadLineAsync(cancellationToken);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    /// <summary>Whether somebody is there to be asked.</summary>
    public bool CanAsk => terminal.CanAsk && !options.Json;

    /// <summary>Asks for a word. Nothing answers it but a person.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="otherwise">Option that says it beforehand.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What was typed; null: nothing.</returns>
    /// <exception cref="GroundwrightException">GW4004: nobody can be asked.</exception>
    public async Task<string?> AskFor(string question, string otherwise, CancellationToken cancellationToken)
    {
        if (!CanAsk) throw new GroundwrightException(Problem.Of(CommandProblems.NeedsYes, "this wants a word to be typed, and nobody can be asked here", question, new Remedy(otherwise, "says it beforehand")));
        await terminal.Error.WriteAsync($"  {PlainText.Clean(question)} ".AsMemory(), cancellationToken);
        return (await terminal.In.ReadLineAsync(cancellationToken))?.Trim() is { Length: > 0 } word ? word : null;
    }

    /// <summary>The view that fits the reader.</summary>
    public IRunView View(string hint)
    {
        var view = Shown(hint);
        return log.File is { } file ? new LoggedRunView(view, file, zone()) : view;
    }

    private IRunView Shown(string hint)
    {
        if (options.Json) return new JsonRunView(terminal.Out, Services.Clock);
        if (options.Quiet) return new QuietRunView();
        if (terminal.Live && !options.Verbose) return new LiveRunView(LiveConsole.On(terminal), Services.Clock, terminal.Width, hint);
        return new PlainRunView(terminal.Error, zone(), terminal.ErrorColour, options.Verbose);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (services is IAsyncDisposable disposable) await disposable.DisposeAsync();
        log.Dispose();
    }
}
