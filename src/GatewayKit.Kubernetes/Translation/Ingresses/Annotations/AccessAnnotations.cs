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
    public static IEnumerable<PluginEntry> Read(IngressAnnotations annotations, Lookups lookups)
    {
        string[] allow = [.. annotations.List("whitelist-source-range"), .. annotations.List("allowlist-source-range")];
        var deny = annotations.List("denylist-source-range");
        if (allow.Length + deny.Length > 0)
            yield return AnnotationReader.Entry("ip-restriction", "annotation", new { allow, deny });
        if (Forwarded(annotations) is { } forward)
            yield return forward;
        if (Basic(annotations, lookups) is { } basic)
            yield return basic;
    }

    private static PluginEntry? Forwarded(IngressAnnotations annotations)
    {
        var method = annotations.Text("auth-method")?.ToUpperInvariant() ?? "GET";
        var upstreamHeaders = annotations.List("auth-response-headers");
        if (annotations.Text("auth-signin") is not null)
            annotations.Unsupported("auth-signin", "clients aren't redirected; they get the answer of the authorization service.");
        annotations.Text("auth-signin-redirect-param");
        if (annotations.Text("auth-url") is not { } url)
            return null;
        if (url.Contains('$', StringComparison.Ordinal) || !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            annotations.Close("auth-url", "it must be an absolute URL without variables.");
            return null;
        }

        if (method is not ("GET" or "HEAD" or "POST"))
        {
            annotations.Close("auth-method", "it must be GET, HEAD or POST.");
            return null;
        }

        return AnnotationReader.Entry("forward-auth", "annotation", new { url, method, upstreamHeaders });
    }

    private static PluginEntry? Basic(IngressAnnotations annotations, Lookups lookups)
    {
        var (type, realm) = (annotations.Text("auth-type"), annotations.Text("auth-realm") ?? "Authentication required");
        var format = annotations.Text("auth-secret-type") ?? "auth-file";
        var name = annotations.Reference("auth-secret");
        if (type is null)
            return null;
        if (type != "basic" || format is not ("auth-file" or "auth-map"))
        {
            annotations.Close("auth-type", "it must be basic, with the auth-secret-type auth-file or auth-map.");
            return null;
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
