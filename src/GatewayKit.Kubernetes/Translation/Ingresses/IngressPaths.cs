using System.Globalization;
using GatewayKit.Configuration.Matching;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>Reads the paths of Ingresses.</summary>
internal static class IngressPaths
{
    /// <summary>Returns the paths of an Ingress in their order, with its default backend: for the hosts of its rules, and for all other
    /// requests.</summary>
    public static IEnumerable<IngressPath> Of(V1Ingress ingress)
    {
        var index = 0;
        foreach (var rule in ingress.Spec?.Rules ?? [])
        {
            foreach (var path in Of(rule, index++))
                yield return path;
        }

        if (ingress.Spec?.DefaultBackend is not { } backend)
            yield break;

        foreach (var host in (ingress.Spec.Rules ?? []).Select(rule => HostOf(rule.Host)).OfType<string>().Distinct())
            yield return new IngressPath { Id = $"default/{host}", Rule = -1, Host = host, IsDefault = true, Backend = backend };
        yield return new IngressPath { Id = "default", Rule = -1, IsDefault = true, Backend = backend };
    }

    /// <summary>A rule without paths has the default backend, which it gets as a host of the Ingress.</summary>
    private static IEnumerable<IngressPath> Of(V1IngressRule rule, int index)
    {
        var number = 0;
        foreach (var path in rule.Http?.Paths ?? [])
        {
            yield return new IngressPath
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{index}/{number++}"),
                Rule = index,
                Host = HostOf(rule.Host),
                Path = ConditionOf(path.PathType, path.Path),
                Backend = path.Backend,
            };
        }
    }

    private static PathCondition ConditionOf(string? type, string? path)
        => type == "Exact" ? new PathCondition(PathConditionKind.Exact, path ?? "/")
            : string.IsNullOrEmpty(path) || path == "/" ? PathCondition.Any
            : new PathCondition(PathConditionKind.Prefix, path);

    private static string? HostOf(string? host) => string.IsNullOrEmpty(host) ? null : host.ToLowerInvariant();
}
