using System.Globalization;

namespace GatewayKit.Benchmarks.Servers;

/// <summary>The routes of a proxy: the one that all requests use, and others.</summary>
/// <param name="Count">The number of routes, at least 1.</param>
/// <param name="HaveHosts">Whether each route has a host of its own.</param>
internal sealed record RouteTable(int Count, bool HaveHosts = false)
{
    /// <summary>The host of the route that the requests use.</summary>
    public string Host => HaveHosts ? "orders.example.com" : "api.example.com";

    /// <summary>Lists the routes. The one for the requests is in the middle.</summary>
    public IEnumerable<(string Id, string Path, string? Host)> Entries()
    {
        for (var i = 0; i < Count; i++)
        {
            var name = i == Count / 2 ? "orders" : string.Create(CultureInfo.InvariantCulture, $"r{i}");
            yield return (name, $"/{name}/{{**rest}}", HaveHosts ? $"{name}.example.com" : null);
        }
    }
}
