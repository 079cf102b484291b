using System.Text.Json;
using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>Reads answers of the authorization server strictly: an answer that isn't clear is an error of the server.</summary>
internal static class AnswerReader
{
    private const int MaximumDepth = 32;
    private const int FixedSize = 500;
    private const int SizePerByte = 4;

    /// <summary>Reads an answer.</summary>
    /// <param name="json">The body of the response.</param>
    /// <param name="askedAt">The time at which the server was asked.</param>
    /// <param name="problem">The reason for which there is no answer; continues "The server failed:".</param>
    /// <returns>The answer; null if the body has none.</returns>
    public static Answer? Read(ReadOnlySpan<byte> json, long askedAt, out string? problem)
    {
        problem = null;
        if (!StrictJson.TryParseObject(json, MaximumDepth, out var claims))
            problem = "its response isn't a JSON object, or has duplicate members";
        else if (!claims.TryGetProperty("active", out var active) || active.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            problem = "its response doesn't have 'active' as true or false";
        else if (active.ValueKind == JsonValueKind.False)
            return new Answer(false, askedAt);
        else if (!TryReadTime(claims, "exp", out var expires) || !TryReadTime(claims, "nbf", out var notBefore)
            || !TryReadTime(claims, "iat", out _))
            problem = "its response has a time that isn't a number";
        else
            return new Answer(true, askedAt)
            {
                Claims = claims,
                NotBefore = notBefore ?? 0,
                Expires = expires ?? NumericDate.Never,
                Size = FixedSize + (SizePerByte * json.Length),
            };

        return null;
    }

    // The times are optional (RFC 7662, section 2.2), and some servers write a missing one as null.
    private static bool TryReadTime(JsonElement claims, string name, out long? ticks)
    {
        ticks = null;
        return (claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null)
            || NumericDate.TryRead(claims, name, out ticks);
    }
}
