using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Plugins;

namespace GatewayKit.Masking;

/// <summary>
/// Decides which values of a configuration are secret, for everything that shows one: options and credentials that a plugin marks with
/// <see cref="SecretAttribute"/>, all options of a plugin that the gateway doesn't have, and values with the names and at the places of
/// secrets. <c>AddGatewayKit()</c> registers it.
/// <list type="bullet">
/// <item>Names: <c>password</c>, <c>clientSecret</c>, <c>apiKey</c>, <c>connectionString</c>, headers such as <c>Authorization</c></item>
/// <item>Places: headers and query parameters that are added to requests, except harmless ones such as <c>Accept</c>; headers of requests
/// to a <c>url</c></item>
/// <item>Texts: the user information, the query and long random path segments of a URL; passwords in connection strings</item>
/// </list>
/// </summary>
public sealed class ConfigSecrets
{
    /// <summary>The text that replaces a secret.</summary>
    public const string Mask = "***";

    private readonly Func<PluginCatalog> _catalog;

    /// <param name="catalog">Returns the plugins; an empty catalog before the gateway has started.</param>
    internal ConfigSecrets(Func<PluginCatalog> catalog) => _catalog = catalog;

    private PluginRecords Plugins => new(_catalog());

    /// <summary>Returns an entry of a configuration, such as a route, a consumer or a plugin, with masked secrets.</summary>
    /// <param name="content">The content with the keys of a configuration file.</param>
    /// <param name="secrets">The JSON Pointers (RFC 6901) of values that are secret, whatever their names. Default: none.</param>
    public JsonNode? Masked(JsonNode? content, IReadOnlyCollection<string>? secrets = null)
        => MaskedNode.Of(content, new SecretContext(Plugins, Marks: SecretMarks.Of(content, secrets)));

    /// <summary>Returns a text, such as a URL, with masked secrets.</summary>
    /// <param name="text">The text.</param>
    public static string MaskedIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MaskedText.Of(text);
    }

    /// <summary>Replaces the masked secrets of a content by the stored ones at the same places.</summary>
    /// <param name="content">The content as JSON.</param>
    /// <param name="stored">The stored content as JSON; null for none.</param>
    /// <param name="secrets">The JSON Pointers of values that are secret, whatever their names. Default: none.</param>
    /// <param name="storedSecrets">Those of the stored content. Default: none.</param>
    /// <exception cref="JsonException">A content isn't JSON.</exception>
    internal RestoredContent Restore(
        string content, string? stored, IReadOnlyCollection<string>? secrets = null, IReadOnlyCollection<string>? storedSecrets = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return StoredSecrets.Restore(content, stored, Plugins, secrets, storedSecrets);
    }
}
