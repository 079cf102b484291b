using System.Globalization;
using System.Text.Json;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Memory;

/// <summary>A small cluster that changes at random.</summary>
internal sealed class RandomCluster(int seed)
{
    private static readonly string[] s_spaces = ["infra", "web"];

    private readonly Random _random = new(seed);
    private readonly TestCluster _cluster = new();
    private int _version;

    public ClusterState State => _cluster.State;

    public TranslationOptions Options => _cluster.Options;

    /// <summary>Creates, changes or removes a resource.</summary>
    public void Change()
    {
        var name = $"{s_spaces[_random.Next(2)]}/n{_random.Next(4)}";
        switch (_random.Next(10))
        {
            case 0:
                Set(Make.Gateway($"infra/g{_random.Next(2)}", Make.Http("http").Allowing(Make.From(Pick("All", "Same"))),
                    Make.Https("https", secret: $"n{_random.Next(4)}")));
                break;
            case 1 or 2 or 3:
                Set(Make.Route(name, Make.Parent($"infra/g{_random.Next(2)}", Pick("http", "https", "none")), Pick("a.com", "b.com"))
                    with
                { Spec = Spec() });
                break;
            case 4:
                Set(Make.Grpc(name, 1, Make.Parent($"infra/g{_random.Next(2)}"), Pick("a.com", "c.com")));
                break;
            case 5:
                Set(Service(name));
                break;
            case 6:
                SetSlice(Make.Name(name));
                break;
            case 7:
                Set(Make.Secret(name));
                break;
            case 8:
                Set(Make.Grant("web/grant", "HTTPRoute", "infra", "Service", $"n{_random.Next(4)}"));
                break;
            default:
                Remove(Make.Name(name));
                break;
        }
    }

    /// <summary>Returns everything that a translation says about the resources, in a fixed order.</summary>
    public static string Describe(Kubernetes.Translation.Translation translation) => string.Join('\n', new[]
    {
        translation.Config.Routes.Select(r => $"{r.Key}: {Json(r.Value.Route)} {Json(r.Value.Match)} {r.Value.Plugins.Length}"),
        translation.Config.Clusters.Select(c => $"{c.Key}: {Json(c.Value.Cluster)}"),
        translation.Config.Listeners.Keys,
        translation.Owners.Select(owner => $"{owner.Key}: {owner.Value}"),
        translation.Statuses.Select(status => $"{status.Owner}: {Json(status.Status)}"),
        translation.Used.Secrets.Select(secret => $"Secret {secret}"),
    }.Select(lines => string.Join('\n', lines.Order(StringComparer.Ordinal))));

    private static string Json(object? value) => JsonSerializer.Serialize(value);

    private HttpRouteSpec Spec() => new()
    {
        ParentRefs = [Make.Parent($"infra/g{_random.Next(2)}", Pick("http", "https", "none"))],
        Hostnames = [Pick("a.com", "b.com")],
        Rules =
        [
            new HttpRouteRule
            {
                BackendRefs = [new BackendReference { Namespace = s_spaces[_random.Next(2)], Name = $"n{_random.Next(4)}", Port = 80 }],
            },
        ],
    };

    private static V1Service Service(string name)
    {
        var service = Make.Service(name);
        service.Spec.Ports = [new V1ServicePort { Port = 80, Protocol = "TCP" }];
        return service;
    }

    private void SetSlice(ResourceName service)
    {
        var slice = new V1EndpointSlice
        {
            Metadata = Make.MetadataOf($"{service}"),
            AddressType = "IPv4",
            Ports = [new Discoveryv1EndpointPort { Name = "", Port = 8080, Protocol = "TCP" }],
            Endpoints = [new V1Endpoint { Addresses = [$"192.0.2.{_random.Next(5)}"] }],
        };
        _cluster.State = State with { SlicesByService = State.SlicesByService.SetItem(service, [slice]) };
    }

    private void Set(IKubernetesObject<V1ObjectMeta> resource)
    {
        resource.Metadata.Uid = (++_version).ToString(CultureInfo.InvariantCulture);
        _cluster.Set(resource);
    }

    private void Remove(ResourceName name)
    {
        var gateway = Make.Name($"infra/g{_random.Next(8)}");
        _cluster.State = _random.Next(4) switch
        {
            0 => State with { HttpRoutes = State.HttpRoutes.Remove(name) },
            1 => State with { GrpcRoutes = State.GrpcRoutes.Remove(name), Gateways = State.Gateways.Remove(gateway) },
            2 => State with { Services = State.Services.Remove(name), SlicesByService = State.SlicesByService.Remove(name) },
            _ => State with { Secrets = State.Secrets.Remove(name), ReferenceGrants = State.ReferenceGrants.Clear() },
        };
    }

    private string Pick(params string[] values) => values[_random.Next(values.Length)];
}
