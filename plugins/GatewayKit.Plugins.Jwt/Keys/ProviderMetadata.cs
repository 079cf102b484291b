using System.Text.Json;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Jwt;

/// <summary>The part of a provider's metadata that the plugin uses (OpenID Connect Discovery, section 3).</summary>
internal sealed record ProviderMetadata(string Issuer, Uri Keys)
{
    private const int MaximumDepth = 16;

    /// <summary>The address of an authority's metadata (OpenID Connect Discovery, section 4).</summary>
    public static Uri AddressOf(string authority) => new(authority.TrimEnd('/') + "/.well-known/openid-configuration");

    /// <summary>Returns whether a text is the authority, with or without a slash at its end.</summary>
    public static bool IsAuthority(string authority, string text) => authority.TrimEnd('/') == text.TrimEnd('/');

    /// <summary>Reads metadata.</summary>
    /// <exception cref="RemoteDocumentException">The metadata isn't valid, or it is that of another issuer.</exception>
    public static ProviderMetadata Read(ReadOnlySpan<byte> json, RemoteKeySettings settings)
    {
        if (!StrictJson.TryParseObject(json, MaximumDepth, out var metadata)
            || !TryText(metadata, "issuer", out var issuer) || !TryText(metadata, "jwks_uri", out var address))
            throw new RemoteDocumentException($"The metadata of {settings.Name} isn't a JSON object with 'issuer' and 'jwks_uri'.");
        if (!IsAuthority(settings.Authority!, issuer) && !settings.Issuers.Split('\n').Contains(issuer))
        {
            throw new RemoteDocumentException(
                $"The metadata of {settings.Name} is that of the issuer {HeaderOptions.Quoted(issuer)}. "
                    + "Set 'authority' to it, or list it in 'issuers'.");
        }

        return RemoteAddress.Parse(address, settings.RequiresHttps) is { } keys
            ? new ProviderMetadata(issuer, keys)
            : throw new RemoteDocumentException($"The metadata of {settings.Name} names an address of keys without https.");
    }

    private static bool TryText(JsonElement metadata, string name, out string text)
    {
        text = metadata.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        return text.Length > 0;
    }
}
