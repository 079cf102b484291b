using System.Text.Json;

namespace GatewayKit.Tokens;

/// <summary>The parts of a signed token (RFC 7515, section 3.1). Nothing of it is verified.</summary>
internal sealed class JwsToken
{
    public required string Algorithm { get; init; }

    public required string? KeyId { get; init; }

    /// <summary>The media type without <c>application/</c> (RFC 7515, section 4.1.9); null if the header has none.</summary>
    public required string? Type { get; init; }

    public required JsonElement Header { get; init; }

    public required byte[] Payload { get; init; }

    /// <summary>The payload as claims.</summary>
    public JsonElement Claims { get; set; }

    /// <summary>The bytes that the signature covers (RFC 7515, section 5.2).</summary>
    public required byte[] SigningInput { get; init; }

    public required byte[] Signature { get; init; }
}
