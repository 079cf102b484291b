using System.Text;
using System.Text.Json;
using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The claims of a session.</summary>
internal static class SessionClaims
{
    private const int MaximumDepth = 32;

    // Claims about the token and the login: only the signed token can say them (OpenID Connect Core, section 2).
    private static readonly string[] s_ofToken =
    [
        "iss", "sub", "aud", "exp", "iat", "nbf", "jti", "auth_time", "nonce", "acr", "amr", "azp", "at_hash", "c_hash", "sid",
    ];

    /// <summary>Claims that mean something only to the gateway.</summary>
    private static readonly string[] s_technical = ["aud", "exp", "iat", "nbf", "jti", "nonce", "azp", "at_hash", "c_hash", "sid"];

    /// <summary>Reads the claims of the ID token, with those of the UserInfo endpoint.</summary>
    /// <returns>The claims: an object; null if the token can't be read.</returns>
    public static JsonElement? Of(Session session)
    {
        if (JwsReader.Read(session.IdToken, out var token) != TokenForm.Readable || token is null)
            return null;
        if (session.UserInfo is not { } text || !StrictJson.TryParseObject(Encoding.UTF8.GetBytes(text), MaximumDepth, out var more))
            return token.Claims;

        var members = more.EnumerateObject().Where(member => !s_ofToken.Contains(member.Name)).ToArray();
        var replaced = members.Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        return Write([.. token.Claims.EnumerateObject().Where(member => !replaced.Contains(member.Name)), .. members]);
    }

    /// <summary>Returns the claims that a page sees.</summary>
    public static byte[] ForUser(JsonElement claims)
        => Bytes([.. claims.EnumerateObject().Where(claim => !s_technical.Contains(claim.Name))]);

    public static string? Text(JsonElement claims, string name)
        => claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Write(JsonProperty[] members) => JsonElement.Parse(Bytes(members));

    private static byte[] Bytes(JsonProperty[] members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in members)
                member.WriteTo(writer);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
