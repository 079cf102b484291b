using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The options that entries must have in common to share their sessions.</summary>
/// <param name="Authority">The provider.</param>
/// <param name="ClientId">The id of the gateway there.</param>
/// <param name="Cookie">The name of the session cookie.</param>
/// <param name="Lifetime">The lifetime of a session.</param>
/// <param name="Keys">The full path of the folder with keys; null for the keys of the host.</param>
/// <param name="Application">The name of the application.</param>
internal sealed record RealmKey(string Authority, string ClientId, string Cookie, TimeSpan Lifetime, string? Keys, string Application)
{
    /// <summary>A name for keys and counters that is the same on all nodes.</summary>
    public string Name { get; } = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Authority.TrimEnd('/'), ClientId, Cookie, Duration.Format(Lifetime)))).AsSpan(0, 16));

    public static RealmKey Of(OidcOptions options, PluginPlacement placement) => new(
        options.Authority, options.ClientId, options.Cookie.FullName, options.Cookie.Lifetime,
        options.DataProtection.Keys is { } keys ? placement.ResolvePath(keys) : null, options.DataProtection.Application);
}
