using System.Text.Json;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Kubernetes.Tests.Translation.Ingresses;

/// <summary>Everything that a translation has for the traffic, as text to compare.</summary>
internal static class TranslationText
{
    public static string Of(Kubernetes.Translation.Translation translation)
        => string.Join('\n', Lines(translation).Order(StringComparer.Ordinal));

    public static string Of(ConfigNode? node) => node switch
    {
        ConfigScalar scalar => scalar.Text ?? "",
        ConfigMapping mapping => string.Join(' ', mapping.Entries.Select(entry => $"{entry.Key}={Of(entry.Value)}")),
        ConfigSequence sequence => $"[{string.Join(',', sequence.Items.Select(Of))}]",
        _ => node?.ToString() ?? "",
    };

    private static IEnumerable<string> Lines(Kubernetes.Translation.Translation translation)
    {
        foreach (var (id, route) in translation.Config.Routes)
        {
            yield return $"{id} {JsonSerializer.Serialize(route.Match)} {JsonSerializer.Serialize(route.Route)} "
                + string.Join(' ', route.Plugins.Select(plugin => $"{plugin.Name}({Of(plugin.Options)})"));
        }

        foreach (var (id, cluster) in translation.Config.Clusters)
        {
            yield return $"{id} {JsonSerializer.Serialize(cluster.Cluster)} {JsonSerializer.Serialize(cluster.Policies)} "
                + $"{JsonSerializer.Serialize(cluster.LoadBalancing)} {JsonSerializer.Serialize(cluster.Tls)} "
                + $"{cluster.Certificates?.Client?.TargetCertificate.Subject} {cluster.Certificates?.Authorities.Length} "
                + $"{cluster.Certificates?.MaxIntermediates} {cluster.Certificates?.CipherSuites.Length}";
        }

        foreach (var (id, stream) in translation.Config.StreamRoutes)
            yield return $"{id} {JsonSerializer.Serialize(stream)}";

        foreach (var (id, listener) in translation.Config.Listeners)
        {
            yield return $"{id} {listener.Port} {listener.Host} {listener.Protocol} {listener.Tls?.Certificates.Length} "
                + $"{string.Join(',', Hosts(listener))} "
                + $"{listener.Tls?.ClientCertificates?.Authorities.Length} {listener.Tls?.ClientCertificates?.IsOptional}";
        }
    }

    private static IEnumerable<string> Hosts(GatewayListener listener)
        => listener.Tls is { } tls ? tls.HostCertificates.Keys.Order(StringComparer.Ordinal) : [];
}
