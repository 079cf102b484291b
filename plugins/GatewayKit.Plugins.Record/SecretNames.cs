namespace GatewayKit.Plugins.Record;

/// <summary>
/// The names whose values are secrets, wherever they stand. Compared by letters and digits alone, so that <c>api_key</c>,
/// <c>X-Api-Key</c> and <c>apiKey</c> are one. Rather one too many than one too few: <c>keep</c> takes names out.
/// </summary>
internal sealed class SecretNames
{
    private static readonly string[] s_within =
    [
        "password", "passwd", "passphrase", "secret", "apikey", "accesskey", "privatekey", "authorization", "credential", "signature",
    ];

    private static readonly string[] s_ends = ["token", "cookie", "jwt", "pwd", "cvv", "cvc", "otp", "sessionid", "authkey"];

    private static readonly string[] s_whole = ["auth", "key", "sig", "pin", "ssn", "sid", "code"];

    /// <summary>What is always a secret, whatever is kept.</summary>
    private static readonly string[] s_always = ["authorization", "proxyauthorization", "cookie", "setcookie"];

    private readonly HashSet<string> _secrets;
    private readonly HashSet<string> _kept;

    public SecretNames(IEnumerable<string> redact, IEnumerable<string> keep)
    {
        _secrets = [.. redact.Select(Normal)];
        _kept = [.. keep.Select(Normal).Except(s_always)];
    }

    private SecretNames(SecretNames names, IEnumerable<string> more)
    {
        _secrets = [.. names._secrets, .. more.Select(Normal)];
        _kept = names._kept;
    }

    /// <summary>These names and further ones.</summary>
    public SecretNames With(IReadOnlyCollection<string> more) => more.Count == 0 ? this : new(this, more);

    /// <summary>Whether a member of a body or a header of this name has a secret.</summary>
    public bool IsSecret(string name)
    {
        var normal = Normal(name);
        return !_kept.Contains(normal)
            && (_secrets.Contains(normal)
                || Array.Exists(s_within, part => normal.Contains(part, StringComparison.Ordinal))
                || Array.Exists(s_ends, end => normal.EndsWith(end, StringComparison.Ordinal)));
    }

    /// <summary>Whether a parameter of a query or a form has one: there some short names mean nothing else.</summary>
    public bool IsSecretParameter(string name) => IsSecret(name) || (s_whole.Contains(Normal(name)) && !_kept.Contains(Normal(name)));

    /// <summary>The letters and digits, small.</summary>
    public static string Normal(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
