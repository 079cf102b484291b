using System.Text;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Memory;

namespace GatewayKit.Kubernetes.Translation.Certificates;

/// <summary>Reads the certificates of authorities, each resource once.</summary>
internal static class AuthorityBundles
{
    private const string Key = "ca.crt";

    private static readonly MemoPart<ResourceName, AuthorityBundle> s_ofConfigMaps = new((name, lookups) =>
        lookups.Read(Sources.ConfigMaps, name) is not { } map ? Refuse("doesn't exist")
        : map.Data?.TryGetValue(Key, out var text) == true ? Read(text)
        : Read(map.BinaryData?.TryGetValue(Key, out var bytes) == true ? Encoding.UTF8.GetString(bytes) : null));

    private static readonly MemoPart<ResourceName, AuthorityBundle> s_ofSecrets = new((name, lookups) =>
        lookups.Read(Sources.Secrets, name) is not { } secret ? Refuse("doesn't exist")
        : Read(secret.Data?.TryGetValue(Key, out var bytes) == true ? Encoding.UTF8.GetString(bytes) : null));

    /// <summary>Returns whether a kind of resource can have a bundle.</summary>
    public static bool IsSupported(GroupKind kind) => kind == GroupKind.ConfigMap || kind == GroupKind.Secret;

    /// <summary>Returns the certificates in the key <c>ca.crt</c> of a ConfigMap or Secret: the same object as long as it is
    /// unchanged.</summary>
    public static AuthorityBundle Of(GroupKind kind, ResourceName name, Lookups lookups)
        => lookups.Get(kind == GroupKind.Secret ? s_ofSecrets : s_ofConfigMaps, name);

    private static AuthorityBundle Read(string? text)
        => text is null ? Refuse("has no 'ca.crt'")
            : PemCertificates.Read(text) is { Count: > 0 } certificates ? new AuthorityBundle([.. certificates], null)
            : Refuse("has no valid PEM certificate in 'ca.crt'");

    private static AuthorityBundle Refuse(string error) => new([], error);
}
