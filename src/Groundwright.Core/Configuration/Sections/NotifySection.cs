using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>One entry of <c>notify:</c>.</summary>
internal static class NotifySection
{
    private static readonly Key<string> Webhook = new("webhook", new SecretReferenceShape(), "Variable that holds the webhook's address.") { Required = true };

    private static readonly Key<string> Slack = new("slack", new ObjectShape<string>([Webhook], fields => fields.Get(Webhook, "")), "A Slack channel.") { Required = true };

    private static readonly Key<IReadOnlyList<string>> On = new("on",
        new ListShape<string>(new WordShape("an occasion", "failed", "waiting", "shipped"), "a list of occasions (failed, waiting, shipped)") { Unique = true, NotEmpty = true },
        "When it is told.")
    { Required = true };

    public static ObjectShape<NotifySettings> Shape { get; } = new([Slack, On], fields => new NotifySettings
    {
        SlackWebhook = fields.Find(Slack),
        On = fields.Get(On, []),
    });
}
