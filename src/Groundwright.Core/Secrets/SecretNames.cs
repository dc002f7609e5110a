namespace Groundwright.Core.Secrets;

/// <summary>Tells by the name of a variable whether its value is a secret.</summary>
public static class SecretNames
{
    private static readonly string[] Endings =
        ["TOKEN", "TOKENS", "SECRET", "SECRETS", "PASSWORD", "PASSWD", "PASSPHRASE", "KEY", "KEYS", "CREDENTIAL", "CREDENTIALS", "WEBHOOK", "COOKIE"];

    private static readonly string[] Words = ["PAT", "PASS", "PSK", "DSN", "PRIVATE", "AUTH", "AUTHORIZATION", "JWT"];

    /// <summary>Last words that say that the value names a place or a person, not the secret itself.</summary>
    private static readonly string[] Places = ["FILE", "PATH", "DIR", "DIRECTORY", "SOCK", "SOCKET", "HELPER", "NAME", "USER", "URL", "ARN", "TYPE", "MODE"];

    /// <summary>True for <c>GITHUB_TOKEN</c>, <c>db-password</c>, <c>MY_PAT</c>, <c>awsSecretKey</c>; false for <c>PATH</c>, <c>SSH_AUTH_SOCK</c>, <c>KEY_FILE</c>.</summary>
    public static bool LooksSecret(string name)
    {
        var words = name.ToUpperInvariant().Split(['_', '-', '.', ' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0
            && !(words.Length > 1 && Places.Contains(words[^1]))
            && words.Any(word => Words.Contains(word) || Endings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal)));
    }
}
