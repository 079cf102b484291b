using System.Security.Claims;

namespace GatewayKit.Plugins.AspNetCoreAuth;

/// <summary>The options of <c>aspnetcore-auth</c>.</summary>
public sealed record AspNetCoreAuthOptions : IValidatedOptions
{
    private const int MostNames = 20;
    private const int LongestName = 256;

    /// <summary>
    /// The host's authentication schemes, tried in this order. The first that finds credentials decides. Empty for the host's default
    /// scheme.
    /// </summary>
    public IReadOnlyList<string> Schemes { get; init; } = [];

    /// <summary>
    /// The type of the claim that names the consumer. If it isn't set, the first of <c>sub</c>, the name identifier and the name of the
    /// identity.
    /// </summary>
    public string? NameClaim { get; init; }

    /// <summary>The types of the claims that name the consumer's groups.</summary>
    public IReadOnlyList<string> GroupsClaims { get; init; } = ["groups", ClaimTypes.Role];

    /// <summary>
    /// The response to a request without valid credentials: <c>problem</c> is a 401 problem document, <c>scheme</c> the host's challenge,
    /// such as a redirect to a login page, and <c>browser</c> the host's challenge only if a browser navigates.
    /// </summary>
    public ChallengeMode Challenge { get; init; }

    /// <summary>The host's scheme that challenges. If it isn't set, the host's default. Not used with <c>challenge: problem</c>.</summary>
    public string? ChallengeScheme { get; init; }

    /// <summary>
    /// The value of <c>WWW-Authenticate</c> in the 401 problem document (RFC 9110, section 11.6.1), such as <c>Bearer realm="orders"</c>.
    /// If it isn't set, the names of the schemes.
    /// </summary>
    public string? WwwAuthenticate { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() =>
    [
        .. Names("schemes", Schemes),
        .. Names("groupsClaims", GroupsClaims),
        .. NameClaim is null ? [] : Text("nameClaim", NameClaim),
        .. ChallengeScheme is null ? [] : Text("challengeScheme", ChallengeScheme),
        .. WwwAuthenticate is null || (WwwAuthenticate.Length is > 0 and <= LongestName && HeaderOptions.IsValue(WwwAuthenticate))
            ? Array.Empty<OptionsError>()
            : [new OptionsError("wwwAuthenticate", $"must be 1 to {LongestName} printable ASCII characters and spaces")],
        .. ChallengeScheme is not null && Challenge == ChallengeMode.Problem
            ? [new OptionsError("challengeScheme", "isn't used with 'challenge: problem'; remove it, or set 'challenge'")]
            : Array.Empty<OptionsError>(),
    ];

    private static IEnumerable<OptionsError> Names(string option, IReadOnlyList<string> names)
    {
        if (names.Count > MostNames)
            return [new OptionsError(option, $"has {names.Count} names; at most {MostNames} are allowed")];

        return names.SelectMany((name, index) => names.Take(index).Contains(name, StringComparer.Ordinal)
            ? [new OptionsError($"{option}[{index}]", $"is {HeaderOptions.Quoted(name)}, a duplicate; list each name once")]
            : Text($"{option}[{index}]", name));
    }

    private static IEnumerable<OptionsError> Text(string option, string value)
        => value.Length is > 0 and <= LongestName
            ? []
            : [new OptionsError(option, $"must have 1 to {LongestName} characters")];
}
