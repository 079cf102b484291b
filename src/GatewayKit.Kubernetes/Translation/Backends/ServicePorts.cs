using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Kubernetes.Translation.Memory;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>Finds the ports of Services and, apart from them, their endpoints, which change often.</summary>
internal static class ServicePorts
{
    private static readonly string[] s_internal = [".localhost", ".localdomain", ".svc", ".cluster.local"];

    private static readonly MemoPart<ServicePortKey, ServicePort> s_ports = new(Find);

    private static readonly MemoPart<ServicePortKey, ImmutableArray<string>> s_endpoints = new(
        FindEndpoints, (before, now) => before.AsSpan().SequenceEqual(now.AsSpan()));

    /// <summary>Returns a port of a Service, or why there is none.</summary>
    public static ServicePort Of(ServicePortKey key, Lookups lookups) => lookups.Get(s_ports, key);

    /// <summary>Returns the addresses with ports of the endpoints that get requests, such as <c>10.0.0.7:8080</c>, in order.</summary>
    public static ImmutableArray<string> EndpointsOf(ServicePortKey key, Lookups lookups) => lookups.Get(s_endpoints, key);

    private static ServicePort Find(ServicePortKey key, Lookups lookups)
    {
        if (lookups.Read(Sources.Services, key.Service) is not { Spec: { } spec })
            return new ServicePort { Problem = new Problem("BackendNotFound", $"The Service {key.Service} doesn't exist.") };

        var ports = (spec.Ports ?? []).Where(port => port.Port == key.Port).ToArray();
        if (spec.Type == "ExternalName")
            return External(key, spec.ExternalName, ports.FirstOrDefault());
        if (ports.Length == 0)
            return new ServicePort { Problem = new Problem("BackendNotFound", $"The Service {key.Service} has no port {key.Port}.") };
        if (Array.Find(ports, port => port.Protocol is null or "TCP") is not { } found)
        {
            return new ServicePort
            {
                Problem = new Problem(
                    "UnsupportedProtocol",
                    $"The port {key.Port} of the Service {key.Service} has the protocol {ports[0].Protocol}, not TCP."),
            };
        }

        return new ServicePort
        {
            Name = found.Name,
            AppProtocol = found.AppProtocol,
            Family = spec.IpFamilies?.FirstOrDefault(),
        };
    }

    private static ImmutableArray<string> FindEndpoints(ServicePortKey key, Lookups lookups)
    {
        var port = Of(key, lookups);
        return port.Problem is not null ? []
            : port.ExternalName is { } host ? [string.Create(CultureInfo.InvariantCulture, $"{host}:{key.Port}")]
            : EndpointSelection.Select(lookups.Slices(key.Service), port.Name ?? "", port.Family, lookups.Options.Zone);
    }

    /// <summary>A name outside of the cluster. Names of this machine would open the gateway's own ports to every tenant, and those of
    /// other Services would avoid the ReferenceGrants of their namespaces.</summary>
    private static ServicePort External(ServicePortKey key, string? name, V1ServicePort? port)
    {
        var host = name?.TrimEnd('.') ?? "";
        return Uri.CheckHostName(host) != UriHostNameType.Dns
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || s_internal.Any(domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase))
            ? new ServicePort
            {
                Problem = new Problem(
                    "BackendNotFound", $"The external name of the Service {key.Service} isn't the name of a host outside of the cluster."),
            }
            : new ServicePort
            {
                Name = port?.Name,
                AppProtocol = port?.AppProtocol,
                ExternalName = host,
            };
    }
}
