using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Proxy;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Proxy.Checks;

/// <summary>A change of a few routes is checked with the routes that it can affect, and reports what a check of all routes does.</summary>
public sealed class AffectedRoutesTests
{
    private static readonly string[] s_paths = ["/{**rest}", "/a", "/A", "/{x}", "/{y}", "/a/{**rest}", "/b/{id:int}", "/b/{no:int}"];
    private static readonly string[] s_hosts = ["one.example", "two.example", "*", "*.example"];

    [Fact]
    public async Task Each_change_reports_what_a_check_of_all_routes_reports()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration("routes: {}"));
        var reports = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var checker = gateway.Services.GetServices<IConfigRule>().OfType<ProxyConfigChecker>().Single();
            var routes = ImmutableDictionary.Create<string, GatewayRoute>(StringComparer.OrdinalIgnoreCase);
            for (var change = 0; change < 12; change++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"r{random.Next(8)}");
                var next = random.Next(5) == 0 ? routes.Remove(id) : routes.SetItem(id, Route(id, random));
                var config = new GatewayConfig { Routes = next };
                var (expected, found) = (new ConfigErrors(), new ConfigErrors());
                ActivatorUtilities.CreateInstance<ProxyConfigChecker>(gateway.Services).Check(config, expected);

                checker.Check(config, found);

                Assert.Equal(Texts(expected), Texts(found));
                reports += Texts(expected).Length;

                // Most changes of a gateway are valid, so that the next one is checked alone.
                if (Texts(expected).Length == 0 || random.Next(4) == 0)
                    routes = next;
            }
        }

        Assert.InRange(reports, 100, int.MaxValue);
    }

    private static string[] Texts(ConfigErrors errors) => [.. errors.Items.Concat(errors.Warnings).Select(error => error.ToString())];

    private static GatewayRoute Route(string id, Random random) => new()
    {
        Route = new RouteConfig
        {
            RouteId = id,
            Order = random.Next(3) == 0 ? random.Next(-1, 2) : null,
            Match = new RouteMatch
            {
                Path = s_paths[random.Next(s_paths.Length)],
                Hosts = random.Next(3) > 0 ? [s_hosts[random.Next(s_hosts.Length)]] : null,
                Methods = random.Next(3) == 0 ? [random.Next(2) == 0 ? "GET" : "POST"] : null,
            },
        },
    };
}
