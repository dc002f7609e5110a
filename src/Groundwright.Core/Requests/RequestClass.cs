using System.Text.Json.Serialization;

namespace Groundwright.Core.Requests;

/// <summary>What kind of change a request is. In the state file it is written with a slash, such as <c>/feature</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RequestClass>))]
public enum RequestClass
{
    [JsonStringEnumMemberName("chore")] Chore,
    [JsonStringEnumMemberName("bug")] Bug,
    [JsonStringEnumMemberName("feature")] Feature,
    [JsonStringEnumMemberName("patch")] Patch,
}

/// <summary>Who did something.</summary>
/// <param name="Name">The name people know: the OS user, or the login on the forge.</param>
/// <param name="Kind"><c>os-user</c>, <c>forge</c>, <c>agent</c> or <c>groundwright</c>.</param>
public sealed record Actor(string Name, string Kind);
