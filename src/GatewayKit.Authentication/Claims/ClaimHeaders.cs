using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Authentication;

/// <summary>
/// Sends claims to the upstream in headers. The upstream trusts these headers, so those of the client are removed from every request,
/// also from a request without a token.
/// </summary>
public sealed class ClaimHeaders
{
    /// <summary>The maximum length of a header's value, in characters.</summary>
    public const int MaximumLength = 4096;

    private static readonly HashSet<string> s_credentials = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Cookie", "DPoP", "Proxy-Authorization",
    };

    private readonly (ClaimPath Path, string Header)[] _headers;
    private readonly TrustedHeaders _trusted;

    /// <summary>Initializes a new instance with headers.</summary>
    /// <param name="headers">The headers by claim. Check options with <see cref="Validate"/>.</param>
    public ClaimHeaders(IReadOnlyDictionary<string, string> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        _headers = [.. headers.Select(header => (new ClaimPath(header.Key), header.Value))];
        _trusted = new TrustedHeaders(headers.Values);
    }

    /// <summary>Gets a value that indicates whether there are no headers.</summary>
    public bool IsEmpty => _headers.Length == 0;

    /// <summary>Checks an option with headers by claim, for <see cref="IValidatedOptions.Validate"/>.</summary>
    /// <param name="option">The path of the option, such as <c>claimsToHeaders</c>.</param>
    /// <param name="headers">Its value.</param>
    /// <returns>An error for each claim and header that isn't valid, and for each header that is set twice.</returns>
    public static IEnumerable<OptionsError> Validate(string option, IReadOnlyDictionary<string, string> headers)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(headers);
        return Check();

        IEnumerable<OptionsError> Check()
        {
            var seen = new List<string>();
            foreach (var (claim, header) in headers)
            {
                foreach (var error in ClaimPath.Validate(option, claim).Concat(HeaderOptions.ValidateName(option, header)))
                    yield return error;
                if (s_credentials.Contains(header))
                    yield return new OptionsError(option,
                        $"names {HeaderOptions.Quoted(header)}; it must not be a header with credentials");
                if (seen.Exists(other => TrustedHeaders.AreAliases(other, header)))
                    yield return new OptionsError(option, $"names {HeaderOptions.Quoted(header)} twice; list each header once");
                seen.Add(header);
            }
        }
    }

    /// <summary>
    /// Reads the headers of a token. A list becomes values separated by commas. A claim is left out if it is missing, an object, longer
    /// than <see cref="MaximumLength"/>, or not printable ASCII: the upstream would read another value.
    /// </summary>
    /// <param name="claims">The claims: an object.</param>
    /// <returns>The values by header.</returns>
    public IReadOnlyList<KeyValuePair<string, string>> Read(JsonElement claims)
    {
        var values = new List<KeyValuePair<string, string>>(_headers.Length);
        foreach (var (path, header) in _headers)
        {
            if (path.TryFind(claims, out var claim) && Value(claim) is { } value)
                values.Add(new(header, value));
        }

        return [.. values];
    }

    /// <summary>Removes the client's headers, also those that an upstream could read as the same header: <c>X_User</c> as
    /// <c>X-User</c>.</summary>
    /// <param name="headers">The headers of the request.</param>
    public void Remove(IHeaderDictionary headers) => _trusted.Remove(headers);

    private static string? Value(JsonElement claim)
    {
        if (claim.ValueKind != JsonValueKind.Array)
            return ClaimValue.Text(claim) is { } text && IsSafe(text) ? text : null;

        var values = ClaimValue.Texts(claim).ToArray();
        if (values.Length == 0 || values.Length < claim.GetArrayLength() || values.Any(value => value.Contains(',',
            StringComparison.Ordinal)))
            return null;

        return string.Join(',', values) is var joined && IsSafe(joined) ? joined : null;
    }

    private static bool IsSafe(string value)
        => value.Length is > 0 and <= MaximumLength && HeaderOptions.IsValue(value) && value.Trim(' ', '\t').Length == value.Length;
}
