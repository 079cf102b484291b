using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Plugins;
using GatewayKit.Kubernetes.Translation.Routes;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Plugins;

/// <summary>A cluster with a GatewayClass <c>gatewaykit</c> and the Gateway <c>infra/web</c>, whose gateway runs in the namespace
/// <c>gatewaykit</c>.</summary>
internal sealed class PluginCluster
{
    private readonly TranslationMemo _memo = new();
    private int _created;

    public PluginCluster()
    {
        Add("", "gatewaykit", new GatewayClass { Spec = new GatewayClassSpec { ControllerName = Options.ControllerName } },
            (state, name, it) => state with { GatewayClasses = state.GatewayClasses.SetItem(name, it) });
        Add("infra", "web", new Gateway
        {
            Spec = new GatewaySpec
            {
                GatewayClassName = "gatewaykit",
                Listeners = [new Listener { Name = "http", Port = 80, Protocol = "HTTP" }, new Listener { Name = "https", Port = 443 }],
            },
        }, (state, name, it) => state with { Gateways = state.Gateways.SetItem(name, it) });
    }

    public TranslationOptions Options { get; set; } = new() { PodNamespace = "gatewaykit" };

    public ClusterState State { get; set; } = ClusterState.Empty;

    public PluginCluster Plugin(string ns, string name, string plugin, string options = "{}", GatewayPluginSpec? like = null)
        => Add(ns, name, new GatewayPlugin
        {
            Spec = (like ?? new GatewayPluginSpec()) with { Plugin = plugin, Options = JsonNode.Parse(options)!.AsObject() },
        }, (state, key, it) => state with { Plugins = state.Plugins.SetItem(key, it) });

    public PluginCluster Policy(string ns, string name, PolicyTarget target, params string[] plugins)
        => Policy(ns, name, new GatewayPolicySpec
        {
            TargetRefs = [target],
            Plugins = [.. plugins.Select(plugin => new PluginReference { Name = plugin })],
        });

    public PluginCluster Policy(string ns, string name, GatewayPolicySpec spec)
        => Add(ns, name, new GatewayPolicy { Spec = spec }, (state, key, it) => state with { Policies = state.Policies.SetItem(key, it) });

    public PluginCluster Consumer(string ns, string name, GatewayConsumerSpec spec)
        => Add(ns, name, new GatewayConsumerResource { Spec = spec }, (state, key, it)
            => state with { Consumers = state.Consumers.SetItem(key, it) });

    public PluginCluster Route(string ns, string name, params HttpRouteRule[] rules)
        => Add(ns, name, new HttpRoute
        {
            Spec = new HttpRouteSpec { ParentRefs = [new ParentReference { Namespace = "infra", Name = "web" }], Rules = [.. rules] },
        }, (state, key, it) => state with { HttpRoutes = state.HttpRoutes.SetItem(key, it) });

    public PluginCluster Secret(string ns, string name, params (string Key, string Value)[] data)
    {
        State = State with
        {
            Secrets = State.Secrets.SetItem(new ResourceName(ns, name), new V1Secret
            {
                Metadata = new V1ObjectMeta { NamespaceProperty = ns, Name = name },
                Data = data.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetBytes(entry.Value)),
            }),
        };
        return this;
    }

    public PluginCluster Service(string ns, string name, string? plugins = null)
    {
        State = State with
        {
            Services = State.Services.SetItem(new ResourceName(ns, name), new V1Service
            {
                Metadata = new V1ObjectMeta
                {
                    NamespaceProperty = ns,
                    Name = name,
                    Annotations = plugins is null ? null : new Dictionary<string, string> { ["gatewaykit.io/plugins"] = plugins },
                },
                Spec = new V1ServiceSpec
                {
                    Ports = [new V1ServicePort { Name = "http", Port = 80 }, new V1ServicePort { Name = "admin", Port = 81 }],
                },
            }),
        };
        return this;
    }

    public PluginCluster Grant(string ns, string fromKind, string fromNamespace, string toKind)
        => Add(ns, $"grant{_created}", new ReferenceGrant
        {
            Spec = new ReferenceGrantSpec
            {
                From = [new ReferenceGrantFrom { Group = "gatewaykit.io", Kind = fromKind, Namespace = fromNamespace }],
                To = [new ReferenceGrantTo { Group = "gatewaykit.io", Kind = toKind }],
            },
        }, (state, key, it) => state with { ReferenceGrants = state.ReferenceGrants.SetItem(key, it) });

    public static ListenerView Listener(string section, string gateway = "web") => new()
    {
        Name = $"infra/{gateway}/{section}",
        Owner = new ResourceOwner(ResourceKind.Gateway, new ResourceName("infra", gateway)),
        Gateway = new ResourceName("infra", gateway),
        Section = section,
        Port = 80,
        Protocol = ListenerProtocol.Http,
    };

    public static RouteFilter Filter(string plugin) => new()
    {
        Type = "ExtensionRef",
        ExtensionRef = new ObjectReference { Group = "gatewaykit.io", Kind = "GatewayPlugin", Name = plugin },
    };

    public static PolicyTarget Target(string kind, string name, string? section = null) => new()
    {
        Group = kind == "Service" ? "" : "gateway.networking.k8s.io",
        Kind = kind,
        Name = name,
        SectionName = section,
    };

    /// <summary>Returns the plugins of the first rule of the HTTPRoute <c>team/orders</c> at a listener.</summary>
    public RulePlugins Rule(
        string listener = "http", ImmutableArray<RouteFilter>? filters = null, BackendPlace? backend = null, int index = 0)
        => Read(lookups => RoutePlugins.Of(
            new RulePlace
            {
                Route = new ResourceOwner(ResourceKind.HttpRoute, new ResourceName("team", "orders")),
                Index = index,
                Name = "main",
                Filters = filters ?? [],
                Listeners = RoutePlugins.Divide([new RouteAttachment(Listener(listener), [])], lookups).Single(),
                Backend = backend,
            },
            lookups));

    public static BackendPlace Backend(string service, int port = 80) => new(0, new ResourceName("team", service), port);

    public T Read<T>(Func<Lookups, T> read)
    {
        _memo.Begin(State, Options);
        var result = read(new Lookups(_memo));
        _memo.End();
        return result;
    }

    /// <summary>Returns the conditions of a resource: <c>Accepted=False/Invalid: the message</c>.</summary>
    public string[] Conditions(string ns, string name)
    {
        var translation = Read(lookups => PluginTranslation.Add(new Kubernetes.Translation.Translation(), lookups));
        var status = translation.Statuses.Single(status => status.Owner.Name == new ResourceName(ns, name)).Status;
        var conditions = status is ResourceConditions own ? own.Conditions
            : ((PolicyStatus)status).Ancestors.SelectMany(ancestor => ancestor.Conditions);
        return
        [
            .. conditions.Select(c => $"{c.Type}={c.Status}/{c.Reason}: {c.Message}".TrimEnd(':', ' ')),
        ];
    }

    private PluginCluster Add<T>(string ns, string name, T resource, Func<ClusterState, ResourceName, T, ClusterState> add)
        where T : KubernetesResource
    {
        resource.Metadata = new V1ObjectMeta
        {
            NamespaceProperty = ns,
            Name = name,
            Uid = $"{ns}/{name}",
            Generation = ++_created,
            CreationTimestamp = DateTime.UnixEpoch.AddMinutes(_created),
        };
        State = add(State, new ResourceName(ns, name), resource);
        return this;
    }
}
