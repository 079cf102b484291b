using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Primitives;

namespace TeamHost;

/// <summary>Reads routes from a table. Errors name the row.</summary>
public sealed class RouteTableSource(RouteTable table) : IGatewayConfigSource
{
    /// <inheritdoc />
    public string Name => "database";

    /// <inheritdoc />
    public GatewayConfig? Read(ConfigErrors errors)
    {
        RouteRow[] rows = [.. table.Rows];
        var root = new ConfigMapping(
            [
                new("routes", new ConfigMapping(rows.Select(row => Route(row, errors)))),
                new("clusters", new ConfigMapping(rows.Where(row => row.Upstream is not null).Select(Cluster))),
            ],
            new ConfigLocation(Name));
        return GatewayConfigBinder.Bind(root, errors);
    }

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => table.GetChangeToken();

    private static KeyValuePair<string, ConfigNode> Route(RouteRow row, ConfigErrors errors) => new($"{row.Id}", ConfigNode.FromValue(
        new
        {
            clusterId = row.Upstream is null ? null : $"{row.Id}",
            order = row.Order,
            match = new { path = row.Path },
            plugins = row.Plugins is null
                ? null
                : ConfigDocument.Read(Encoding.UTF8.GetBytes(row.Plugins), Location(row).ToString(), errors),
        },
        Location(row)));

    private static KeyValuePair<string, ConfigNode> Cluster(RouteRow row)
        => new($"{row.Id}", ConfigNode.FromValue(new { destinations = new { one = new { address = row.Upstream } } }, Location(row)));

    private static ConfigLocation Location(RouteRow row) => new($"database: routes/{row.Id}");
}
