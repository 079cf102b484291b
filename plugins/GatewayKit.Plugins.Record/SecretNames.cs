namespace GatewayKit.Plugins.Record;

/// <summary>
/// The names whose values are secrets, wherever they occur. Only letters and digits are compared, so that <c>api_key</c>, <c>X-Api-Key</c>
/// and <c>apiKey</c> are equal. Redacting too much is safer than too little: <c>keep</c> excludes names.
/// </summary>
internal sealed class SecretNames
{
    private static readonly string[] s_within =
    [
        "password", "passwd", "passphrase", "secret", "apikey", "accesskey", "privatekey", "authorization", "credential", "signature",
    ];

    private static readonly string[] s_ends = ["token", "cookie", "jwt", "pwd", "cvv", "cvc", "otp", "sessionid", "authkey"];

    private static readonly string[] s_whole = ["auth", "key", "sig", "pin", "ssn", "sid", "code"];

    /// <summary>Names that are always secrets, regardless of <c>keep</c>.</summary>
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

    /// <summary>Returns these names and additional ones.</summary>
    public SecretNames With(IReadOnlyCollection<string> more) => more.Count == 0 ? this : new(this, more);

    /// <summary>Whether a member of a body or a header with this name is a secret.</summary>
    public bool IsSecret(string name)
    {
        var normal = Normal(name);
        return !_kept.Contains(normal)
            && (_secrets.Contains(normal)
                || Array.Exists(s_within, part => normal.Contains(part, StringComparison.Ordinal))
                || Array.Exists(s_ends, end => normal.EndsWith(end, StringComparison.Ordinal)));
    }

    /// <summary>Whether a parameter of a query or a form is a secret: some short names are only secrets there.</summary>
    public bool IsSecretParameter(string name) => IsSecret(name) || (s_whole.Contains(Normal(name)) && !_kept.Contains(Normal(name)));

    /// <summary>Returns the letters and digits in lower case.</summary>
    public static string Normal(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
