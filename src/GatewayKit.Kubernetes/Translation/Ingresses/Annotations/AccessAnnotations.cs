using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>Access by address, by an authorization service, and by user name and password. Nothing here may be lost: the paths are closed
/// if a part isn't supported.</summary>
internal static class AccessAnnotations
{
    private const string UsualRealm = "Authentication required";

    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations, V1Ingress ingress, Lookups lookups)
    {
        string[] allow = [.. Networks("whitelist-source-range", annotations), .. Networks("allowlist-source-range", annotations)];
        var deny = Networks("denylist-source-range", annotations);
        var isAny = annotations.Choice("satisfy", "all", "any") == "any";
        var isTrusted = isAny && allow.Length > 0 && deny.Length == 0
            && annotations.Text("auth-type") is null != annotations.Text("auth-url") is null;
        var forward = ForwardedAnnotations.Read(annotations, ingress, isTrusted ? allow : []).ToArray();
        var basic = Basic(annotations, lookups, isTrusted ? allow : []);
        if (isAny && !isTrusted && Kinds(allow, deny, forward, basic) > 1)
            annotations.Close("satisfy", "any only works with an allow list and one of auth-type and auth-url.");
        if (allow.Length + deny.Length > 0 && !isTrusted)
            yield return AnnotationReader.Entry("ip-restriction", "annotation", new { allow, deny });
        foreach (var entry in forward)
            yield return entry;
        if (basic is not null)
            yield return basic;
    }

    private static int Kinds(string[] allow, string[] deny, PluginEntry[] forward, PluginEntry? basic)
        => (allow.Length + deny.Length > 0 ? 1 : 0) + forward.Length + (basic is null ? 0 : 1);

    private static string[] Networks(string name, IngressAnnotations annotations)
    {
        var networks = annotations.List(name);
        if (AddressNetworks.Validate(name, networks).FirstOrDefault() is not { } error)
            return networks;

        annotations.Close(name, $"an entry {error.Message}.");
        return [];
    }

    /// <param name="annotations">The annotations.</param>
    /// <param name="lookups">The lookups.</param>
    /// <param name="trusted">The networks whose requests need no password.</param>
    private static PluginEntry? Basic(IngressAnnotations annotations, Lookups lookups, string[] trusted)
    {
        var (type, realm) = (annotations.Text("auth-type"), annotations.Text("auth-realm") ?? UsualRealm);
        var format = annotations.Text("auth-secret-type") ?? "auth-file";
        var name = annotations.Reference("auth-secret");
        if (type is null)
            return null;
        if (type != "basic" || format is not ("auth-file" or "auth-map"))
        {
            if (type != "basic")
                annotations.Close("auth-type", "it must be basic.");
            else
                annotations.Close("auth-secret-type", "it must be auth-file or auth-map.");
            return null;
        }

        if (realm.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            annotations.Invalid("auth-realm", "it must be printable ASCII.");
            realm = UsualRealm;
        }

        if (name is not { } secretName || lookups.Read(Sources.Secrets, secretName) is not { } secret)
        {
            annotations.Close("auth-secret", "the Secret doesn't exist.");
            return null;
        }

        var users = Users(secret, isMap: format == "auth-map");
        if (users.Length == 0 || PasswordFile.Problem(users) is not null)
        {
            annotations.Close(
                "auth-secret", users.Length == 0 ? "the Secret has no users." : $"the Secret {PasswordFile.Problem(users)}.");
            return null;
        }

        var source = $"Secret '{secretName}'";
        return new PluginEntry
        {
            Name = PasswordFilePlugin.Name,
            Id = "annotation",
            Options = new ConfigMapping(
                [
                    KeyValuePair.Create<string, ConfigNode>("realm", ConfigNode.FromValue(realm)),
                    KeyValuePair.Create<string, ConfigNode>("trusted", ConfigNode.FromValue(trusted)),
                    KeyValuePair.Create<string, ConfigNode>(
                        "users", ConfigScalar.Secret(users, $"${{secret:{secretName.Name}}}", new ConfigLocation(source))),
                ],
                new ConfigLocation(source)),
        };
    }

    /// <summary>Returns the lines <c>USER:HASH</c>: of a file, or of a key for each user.</summary>
    private static string Users(V1Secret secret, bool isMap)
        => isMap
            ? string.Join('\n', (secret.Data ?? new Dictionary<string, byte[]>())
                .OrderBy(user => user.Key, StringComparer.Ordinal)
                .Select(user => $"{user.Key}:{Encoding.UTF8.GetString(user.Value).Trim()}"))
            : secret.Data?.TryGetValue("auth", out var file) == true ? Encoding.UTF8.GetString(file).Trim() : "";
}
