using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelStandIn.Anthropic;
using ModelStandIn.Google;
using ModelStandIn.OpenAi;

namespace ModelStandIn;

/// <summary>
/// A model that plays a script, for real coding CLIs: Anthropic's Messages, OpenAI's Responses and chat completions, Google's generate content on one loopback port. It refuses what the real ones refuse, so that a CLI which
/// is driven wrongly does not pass; see <see cref="Refusals"/>.
/// </summary>
public sealed partial class ModelServer : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private readonly List<ModelRequest> requests = [];
    private readonly List<string> refusals = [];
    private readonly WebApplication application;

    private ModelServer(ModelScript script)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        application = builder.Build();
        var (messages, responses, chat, generate) = (new MessagesApi(script, this), new ResponsesApi(script, this), new ChatApi(script, this), new GenerateApi(script, this));
        application.Run(context => context.Request.Path.Value switch
        {
            "/v1/messages" => messages.Answer(context),
            "/v1/messages/count_tokens" => messages.Count(context),
            "/v1/responses" => responses.Answer(context),
            "/v1/chat/completions" => chat.Answer(context),
            { } path when Generation().Match(path) is { Success: true } call => generate.Answer(context, call.Groups[1].Value, call.Groups[2].Value),
            _ => NotThere(context),
        });
    }

    /// <summary>Where it listens. Without a trailing slash and without <c>/v1</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The one key it lets in.</summary>
    public string Key { get; } = $"sk-stand-in-{Guid.NewGuid():N}";

    /// <summary>Every request for an answer, in order.</summary>
    public IReadOnlyList<ModelRequest> Requests
    {
        get { lock (gate) return [.. requests]; }
    }

    /// <summary>Why requests were refused that the script did not mean to fail. Empty when a CLI was driven rightly.</summary>
    public IReadOnlyList<string> Refusals
    {
        get { lock (gate) return [.. refusals]; }
    }

    /// <summary>Tokens of all answers that were given whole: what whoever used them should come to as well.</summary>
    public long Tokens
    {
        get { lock (gate) return requests.Where(request => request.Answered).Sum(request => request.InputTokens + request.OutputTokens); }
    }

    /// <summary>Cancelled when the server ends: whoever hangs is let go.</summary>
    internal CancellationToken Ending => ending.Token;

    /// <summary>Starts one.</summary>
    public static async Task<ModelServer> Start(ModelScript script)
    {
        var server = new ModelServer(script);
        await server.application.StartAsync();
        server.Address = server.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await application.DisposeAsync();
        ending.Dispose();
    }

    internal void Saw(ModelRequest request)
    {
        lock (gate) requests.Add(request);
    }

    internal void Refused(string why)
    {
        lock (gate) refusals.Add(why);
    }

    [GeneratedRegex(@"\A/v1beta/models/([^/:]+):(generateContent|streamGenerateContent|countTokens)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Generation();

    // CLIs look for more than they need, such as lists of models; the real servers know them, and the CLIs go on without.
    private static Task NotThere(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
