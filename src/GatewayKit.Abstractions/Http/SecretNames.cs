namespace GatewayKit;

/// <summary>
/// The names whose values are secrets, for everything that records or logs parts of an exchange. Only letters and digits are compared,
/// regardless of case, so that <c>api_key</c>, <c>X-Api-Key</c> and <c>apiKey</c> are equal. A name that is redacted without need does less
/// harm than a secret that is written. Comparing doesn't allocate.
/// </summary>
public sealed class SecretNames
{
    /// <summary>A longer name counts as a secret.</summary>
    private const int MaxLength = 256;

    private static readonly string[] s_within =
    [
        "password", "passwd", "passphrase", "secret", "apikey", "accesskey", "privatekey", "authorization", "credential", "signature",
    ];

    private static readonly string[] s_ends = ["token", "cookie", "jwt", "pwd", "cvv", "cvc", "otp", "sessionid", "authkey"];

    private static readonly string[] s_whole = ["auth", "key", "sig", "pin", "ssn", "sid", "code"];

    /// <summary>The last words of headers, such as <c>X-Auth</c> and <c>Ocp-Apim-Subscription-Key</c>.</summary>
    private static readonly string[] s_lastWords = ["key", "auth", "session"];

    /// <summary>Headers with these last words that aren't secrets.</summary>
    private static readonly string[] s_harmless = ["idempotencykey", "secwebsocketkey", "surrogatekey"];

    /// <summary>Names that can't be kept.</summary>
    private static readonly string[] s_always = ["authorization", "proxyauthorization", "cookie", "setcookie"];

    private readonly string[] _secrets;
    private readonly string[] _kept;

    /// <summary>Creates the usual names, with changes.</summary>
    /// <param name="redact">Additional names of secrets.</param>
    /// <param name="keep">Names that look like those of secrets but aren't, such as <c>nextToken</c>. <c>Authorization</c>,
    /// <c>Proxy-Authorization</c>, <c>Cookie</c> and <c>Set-Cookie</c> have no effect here.</param>
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

    /// <summary>Returns whether a text is a JSON Web Token (RFC 7519), optionally after the name of an authentication scheme: a secret,
    /// whatever its name.</summary>
    /// <param name="text">The text.</param>
    public static bool IsToken(ReadOnlySpan<char> text)
    {
        var token = text[(text.LastIndexOf(' ') + 1)..];
        return token.Length > 20 && token.StartsWith("eyJ", StringComparison.Ordinal) && token.Count('.') is 2 or 4;
    }

    /// <summary>Validates an option that lists names.</summary>
    /// <param name="option">The option, such as <c>redact</c>.</param>
    /// <param name="names">Its value.</param>
    /// <returns>An error for each name without a letter or digit.</returns>
    public static IEnumerable<OptionsError> Validate(string option, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        for (var i = 0; i < names.Count; i++)
        {
            if (Normal(names[i]).Length == 0)
                yield return new OptionsError($"{option}[{i}]", "must be a name with at least one letter or digit");
        }
    }

    /// <summary>Returns these names and additional ones.</summary>
    /// <param name="more">The additional names.</param>
    public SecretNames With(IReadOnlyCollection<string> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        return more.Count == 0 ? this : new(this, more);
    }

    /// <summary>Returns whether a member of a body with this name is a secret.</summary>
    /// <param name="name">The name.</param>
    public bool IsSecret(ReadOnlySpan<char> name) => IsSecret(name, isParameter: false);

    /// <summary>Returns whether a parameter of a query or a form with this name is a secret: some short names are secrets only there.
    /// </summary>
    /// <param name="name">The name, decoded.</param>
    public bool IsSecretParameter(ReadOnlySpan<char> name) => IsSecret(name, isParameter: true);

    /// <summary>Returns whether a header with this name is a secret: also one whose last word is <c>key</c>, <c>auth</c> or <c>session</c>.
    /// </summary>
    /// <param name="name">The name.</param>
    public bool IsSecretHeader(ReadOnlySpan<char> name) => IsSecret(name, isParameter: false, isHeader: true);

    private bool IsSecret(ReadOnlySpan<char> name, bool isParameter, bool isHeader = false)
    {
        if (name.Length > MaxLength)
            return true;

        Span<char> buffer = stackalloc char[MaxLength];
        ReadOnlySpan<char> normal = buffer[..Normalize(name, buffer)];
        return !IsAny(_kept, normal)
            && (IsAny(_secrets, normal) || LooksSecret(normal) || (isParameter && IsAny(s_whole, normal))
                || (isHeader && EndsWithSecret(name) && !IsAny(s_harmless, normal)));
    }

    private static bool LooksSecret(ReadOnlySpan<char> normal)
    {
        foreach (var part in s_within)
        {
            if (normal.Contains(part, StringComparison.Ordinal))
                return true;
        }

        foreach (var end in s_ends)
        {
            if (normal.EndsWith(end, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool EndsWithSecret(ReadOnlySpan<char> name)
    {
        var last = name[(name.LastIndexOfAny('-', '_') + 1)..];
        foreach (var word in s_lastWords)
        {
            if (last.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsAny(string[] names, ReadOnlySpan<char> normal)
    {
        foreach (var name in names)
        {
            if (normal.SequenceEqual(name))
                return true;
        }

        return false;
    }

    private static int Normalize(ReadOnlySpan<char> name, Span<char> target)
    {
        var length = 0;
        foreach (var each in name)
        {
            if (char.IsLetterOrDigit(each))
                target[length++] = char.ToLowerInvariant(each);
        }

        return length;
    }

    private static string Normal(string name)
    {
        var buffer = new char[name.Length];
        return new string(buffer, 0, Normalize(name, buffer));
    }
}
