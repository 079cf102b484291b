using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Cors;

/// <summary>The options of <c>cors</c>.</summary>
public sealed record CorsOptions : IValidatedOptions
{
    internal const string Any = "*";

    /// <summary>
    /// The sites whose scripts may call the API, 1 to 100: an origin such as <c>https://app.example.com</c>, all subdomains as
    /// <c>https://*.example.com</c>, a regular expression between slashes that matches a whole origin, <c>null</c> for pages without an
    /// origin (files, sandboxed frames), or <c>*</c> for every origin except <c>null</c>.
    /// </summary>
    [MinLength(1), MaxLength(100)]
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>The methods that scripts may use, or <c>*</c> for every method; case-sensitive.</summary>
    [MinLength(1), MaxLength(50)]
    public IReadOnlyList<string> Methods { get; init; } = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>The request headers that scripts may set, or <c>*</c> for every header that a preflight requests.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Headers { get; init; } = [Any];

    /// <summary>The response headers that scripts may read in addition to basic ones such as Content-Type; <c>*</c> for all of them,
    /// without <c>credentials</c>.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> ExposedHeaders { get; init; } = [];

    /// <summary>Whether scripts may send cookies, client certificates and HTTP authentication, and read the responses.</summary>
    public bool Credentials { get; init; }

    /// <summary>The time for which browsers may cache the response to a preflight, 0 s to 1 day. Default: not specified; browsers usually
    /// cache it for 5 seconds.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether sites on the public internet may call the API in a private network or on the same machine.</summary>
    public bool PrivateNetwork { get; init; }

    /// <summary>Whether a WebSocket handshake by a page of another origin gets a 403 unless <c>origins</c> allows it.</summary>
    public bool CheckWebSockets { get; init; } = true;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => CheckOrigins()
            .Concat(CheckMethods())
            .Concat(CheckHeaders("headers", Headers))
            .Concat(CheckHeaders("exposedHeaders", ExposedHeaders))
            .Concat(CheckCredentials());

    private IEnumerable<OptionsError> CheckOrigins()
    {
        for (var i = 0; i < Origins.Count; i++)
        {
            if (OriginPattern.Parse(Origins[i], out var problem) is not { } pattern)
                yield return new OptionsError($"origins[{i}]", $"is {HeaderOptions.Quoted(Origins[i])}; {problem}");
            else if (Credentials && Origins[i] == OriginSet.Null)
                yield return new OptionsError($"origins[{i}]",
                    "is 'null', which every site can send, and 'credentials' lets each of them act for its visitors; list the origins")
                {
                    IsWarning = true,
                };
            else if (Credentials && Origins[i] != Any && pattern.MatchesAny)
                yield return new OptionsError($"origins[{i}]",
                    "matches every site, and 'credentials' lets each of them act for its visitors; match only sites that you trust")
                {
                    IsWarning = true,
                };
        }
    }

    private IEnumerable<OptionsError> CheckMethods()
    {
        for (var i = 0; i < Methods.Count; i++)
        {
            if (!CorsSyntax.IsToken(Methods[i]))
                yield return new OptionsError(
                    $"methods[{i}]", $"is {HeaderOptions.Quoted(Methods[i])}; it must be a method, such as GET, or '*'");
        }
    }

    private static IEnumerable<OptionsError> CheckHeaders(string option, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            foreach (var error in HeaderOptions.ValidateName($"{option}[{i}]", names[i]))
                yield return error;
        }
    }

    // Browsers reject '*' as an origin with credentials, and treat it as a header name in 'exposedHeaders' (Fetch standard, CORS protocol
    // and credentials).
    private IEnumerable<OptionsError> CheckCredentials()
    {
        if (Credentials && Origins.Contains(Any))
            yield return new OptionsError("origins", "contains '*' together with 'credentials', which browsers reject; list the origins");
        if (Credentials && ExposedHeaders.Contains(Any))
            yield return new OptionsError("exposedHeaders",
                "contains '*' together with 'credentials', where browsers don't treat it as a wildcard; list the headers");
    }
}
