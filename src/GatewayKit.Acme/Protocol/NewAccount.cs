using System.Text.Json;

namespace GatewayKit.Acme.Protocol;

/// <summary>A request for an account, or for a change of its contacts (RFC 8555, section 7.3).</summary>
internal sealed record NewAccount
{
    public bool? TermsOfServiceAgreed { get; init; }

    public IReadOnlyList<string>? Contact { get; init; }

    public JsonElement? ExternalAccountBinding { get; init; }
}
