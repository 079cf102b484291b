using System.Buffers.Text;
using System.Text;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.Security;

/// <summary>Checks a request for the credentials of one scheme.</summary>
/// <param name="Passes">Whether a request has them.</param>
/// <param name="Challenge">The challenge for <c>WWW-Authenticate</c>; empty if the scheme doesn't have one.</param>
internal sealed record CredentialCheck(Func<ApiRequest, bool> Passes, string Challenge)
{
    /// <summary>The maximum length of credentials; longer ones are invalid.</summary>
    private const int MaxLength = 16 * 1024;

    /// <summary>The required fields of digest credentials (RFC 7616, section 3.4).</summary>
    private static readonly string[] s_digest = ["username=", "realm=", "nonce=", "uri=", "response="];

    public static CredentialCheck Of(OpenApiSecurityScheme scheme) => scheme.Type switch
    {
        SecuritySchemeType.ApiKey => ApiKey(scheme),
        SecuritySchemeType.Http when scheme.Scheme == "basic" => Http("basic", IsBasic, "Basic realm=\"*\""),
        SecuritySchemeType.Http when scheme.Scheme == "digest" => Http("digest", IsDigest, "Digest realm=\"*\", nonce=\"abc123\""),
        SecuritySchemeType.Http when scheme.Scheme != "bearer"
            => Http(scheme.Scheme, IsAnything, MediaTypeReader.IsToken(scheme.Scheme) ? scheme.Scheme : ""),
        SecuritySchemeType.MutualTls => new(static _ => true, ""),
        _ => Http("bearer", IsAnything, "Bearer"),
    };

    private static CredentialCheck ApiKey(OpenApiSecurityScheme scheme)
    {
        var name = scheme.ParameterName;
        return new(
            scheme.In switch
            {
                ParameterLocation.Query => request => IsInQuery(request, name),
                ParameterLocation.Cookie => request => IsInCookie(request, name),
                _ => request => !string.IsNullOrWhiteSpace(request.Header(name)),
            },
            "Key realm=\"*\"");
    }

    private static CredentialCheck Http(string scheme, Func<string, bool> isWellFormed, string challenge) => new(
        request => request.Header("Authorization") is { Length: <= MaxLength } field
            && field.Length > scheme.Length && field[scheme.Length] == ' '
            && field.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && isWellFormed(field[scheme.Length..].Trim(' ')),
        challenge);

    private static bool IsInQuery(ApiRequest request, string name)
    {
        QueryPairs.TryRead(request.Query.AsMemory(), '&', TextDecoding.Form, out var pairs);
        return pairs.Exists(pair => pair.Is(name) && !pair.Value.IsEmpty);
    }

    private static bool IsInCookie(ApiRequest request, string name)
        => request.Headers.Any(header => header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
            && CookiePairs.Read(header.Value).Exists(pair => pair.Is(name) && !pair.Value.IsEmpty));

    private static bool IsAnything(string credentials) => credentials.Length > 0;

    private static bool IsDigest(string credentials)
        => Array.TrueForAll(s_digest, part => credentials.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the text is a name and a password separated by a colon (RFC 7617, section 2).</summary>
    private static bool IsBasic(string credentials)
    {
        var bytes = Encoding.UTF8.GetBytes(credentials);
        return Base64.IsValid(credentials) && Base64.DecodeFromUtf8InPlace(bytes, out var written) == System.Buffers.OperationStatus.Done
            && bytes.AsSpan(0, written).Contains((byte)':');
    }
}
