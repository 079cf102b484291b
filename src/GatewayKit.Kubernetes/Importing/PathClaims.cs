using GatewayKit.Configuration.Matching;
using GatewayKit.Kubernetes.Filters;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Ingresses;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>
/// Decides which of several Ingresses gets the requests of the same host and path, as the gateway does by their age: the routes of an
/// import have the same age.
/// </summary>
internal static class PathClaims
{
    /// <summary>Removes the hosts for which another path has precedence.</summary>
    /// <param name="ingresses">The Ingresses, the oldest first.</param>
    /// <param name="warnings">Collects the warnings.</param>
    public static void Decide(IReadOnlyList<ImportedIngress> ingresses, ImportWarnings warnings)
    {
        var owners = new Dictionary<(string?, PathConditionKind, string), ResourceName>();
        foreach (var isDefault in (bool[])[false, true])
        {
            foreach (var ingress in ingresses)
            {
                foreach (var path in ingress.Paths.Where(path => path.Path.IsDefault == isDefault))
                    path.Hosts.RemoveAll(host => !Claim(host, path, ingress));
            }
        }

        bool Claim(string? host, ImportedPath path, ImportedIngress ingress)
        {
            var key = (host, path.Path.Kind, KeyOf(path.Path));
            if (owners.TryAdd(key, ingress.Name))
                return true;

            // A default backend and the redirects of a host are for what no path of any Ingress matches.
            if (!path.Path.IsDefault && !path.IsRedirect && owners[key] != ingress.Name)
            {
                warnings.Add(
                    ingress.Name, $"the Ingress '{owners[key]}' is older and has the same path '{path.Path.Path}' of the host "
                        + $"'{host ?? "*"}'; it gets the requests.");
            }

            return false;
        }
    }

    private static string KeyOf(IngressPath path) => path.Kind == PathConditionKind.Prefix ? PathPrefix.Trim(path.Path) : path.Path;
}
