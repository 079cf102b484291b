using System.Collections.Immutable;
using System.Globalization;

namespace GatewayKit.Configuration.Building;

/// <summary>Builds a configuration in code. The gateway checks it at startup, like any other configuration.</summary>
public sealed class GatewayConfigBuilder : PluginScopeBuilder<GatewayConfigBuilder>
{
    private GatewayConfig _config = new();

    /// <summary>Adds a route.</summary>
    /// <param name="id">The route's id.</param>
    /// <param name="configure">Sets the route's match, its cluster and its plugins.</param>
    /// <exception cref="ArgumentException">A route of this id was added before.</exception>
    public GatewayConfigBuilder AddRoute(string id, Action<GatewayRouteBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var route = new GatewayRouteBuilder(Checked(id));
        configure(route);
        return Set(_config with { Routes = Add(_config.Routes, id, route.Build()) });
    }

    /// <summary>Adds a cluster of one or more equal destinations.</summary>
    /// <param name="id">The cluster's id.</param>
    /// <param name="addresses">
    /// The absolute <c>http</c> or <c>https</c> URLs. The destinations are named <c>1</c>, <c>2</c> and so on.
    /// </param>
    /// <exception cref="ArgumentException">A cluster of this id was added before.</exception>
    public GatewayConfigBuilder AddCluster(string id, params string[] addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return AddCluster(id, cluster =>
        {
            for (var i = 0; i < addresses.Length; i++)
                cluster.AddDestination((i + 1).ToString(CultureInfo.InvariantCulture), addresses[i]);
        });
    }

    /// <summary>Adds a cluster.</summary>
    /// <param name="id">The cluster's id.</param>
    /// <param name="configure">Sets its destinations, its other settings and its plugins.</param>
    /// <exception cref="ArgumentException">A cluster of this id was added before.</exception>
    public GatewayConfigBuilder AddCluster(string id, Action<GatewayClusterBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var cluster = new GatewayClusterBuilder(Checked(id));
        configure(cluster);
        return Set(_config with { Clusters = Add(_config.Clusters, id, cluster.Build()) });
    }

    /// <summary>Adds a group of consumers.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="configure">Adds its plugins.</param>
    /// <exception cref="ArgumentException">A group of this name was added before.</exception>
    public GatewayConfigBuilder AddGroup(string name, Action<GatewayGroupBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var group = new GatewayGroupBuilder();
        configure(group);
        return Set(_config with { Groups = Add(_config.Groups, Checked(name), group.Build()) });
    }

    /// <summary>Adds a consumer.</summary>
    /// <param name="name">The consumer's name.</param>
    /// <param name="configure">Adds its groups, credentials and plugins.</param>
    /// <exception cref="ArgumentException">A consumer of this name was added before.</exception>
    public GatewayConfigBuilder AddConsumer(string name, Action<GatewayConsumerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var consumer = new GatewayConsumerBuilder();
        configure(consumer);
        return Set(_config with { Consumers = Add(_config.Consumers, Checked(name), consumer.Build()) });
    }

    /// <summary>Replaces the body of the problem documents of a status.</summary>
    /// <param name="status">The status, 400 to 599.</param>
    /// <param name="contentType">The media type, such as <c>text/html</c>.</param>
    /// <param name="body">The body, up to 65,536 characters. <c>{traceId}</c> in it is replaced by the trace id of the exchange.</param>
    /// <exception cref="ArgumentException">The status was added before.</exception>
    public GatewayConfigBuilder AddProblem(int status, string contentType, string body)
        => Set(_config with
        {
            Problems = Add(_config.Problems,
                status.ToString(CultureInfo.InvariantCulture), new ProblemBody { ContentType = contentType, Body = body }),
        });

    /// <summary>Changes any other setting, such as <c>config => config with { TrustedProxies = ["10.0.0.0/8"] }</c>.</summary>
    /// <param name="configure">Returns the changed configuration.</param>
    public GatewayConfigBuilder With(Func<GatewayConfig, GatewayConfig> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Set(configure(_config));
    }

    /// <summary>Returns the configuration as it is now.</summary>
    public GatewayConfig Build() => _config with { Plugins = [.. _config.Plugins, .. Plugins] };

    private static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name;
    }

    private static ImmutableDictionary<string, T> Add<T>(ImmutableDictionary<string, T> entries, string id, T entry)
        => entries.ContainsKey(id) ? throw new ArgumentException($"'{id}' was added before.", nameof(id)) : entries.Add(id, entry);

    private GatewayConfigBuilder Set(GatewayConfig config)
    {
        _config = config;
        return this;
    }
}
