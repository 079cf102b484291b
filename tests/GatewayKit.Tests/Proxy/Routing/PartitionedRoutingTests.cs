using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>
/// The gateway's partitions match each request like one matcher of ASP.NET Core for all endpoints: the same endpoint and route values,
/// the same 404, 405 and <c>Allow</c>, or the same exception.
/// </summary>
[Trait("Cases", "Generated")]
public sealed class PartitionedRoutingTests
{
    [Theory]
    [InlineData("few routes", 20, 10, 3, 4, true, 70, 100)]
    [InlineData("routes of few hosts", 2, 50, 4, 8, false, 70, 300)]
    [InlineData("many routes of few hosts", 1, 120, 4, 60, false, 94, 300)]
    [InlineData("many routes of many hosts", 1, 120, 80, 12, false, 94, 300)]
    [InlineData("many routes of one host", 1, 200, 1, 60, false, 94, 300)]
    public async Task Each_request_matches_what_one_matcher_for_all_routes_matches(
        string kind, int sets, int routes, int hosts, int words, bool hasNestedWildcards, int literals, int requests)
    {
        for (var seed = 0; seed < Cases.Of(sets); seed++)
        {
            await using var lab = new RoutingLab(HostEndpoints(seed));
            var generated = new GeneratedRoutes(seed, hosts, words, hasNestedWildcards, literals);
            List<RouteConfig> configs = [.. Enumerable.Range(0, routes).Select(_ => generated.Route())];
            var endpoints = lab.Update(configs);
            await AssertSameAsync(
                lab, $"{kind}, seed {seed}", endpoints, lab.Tables.Build(endpoints, lab.Host, null), generated, configs, requests);
        }
    }

    [Theory]
    [InlineData(60, 4, 20)]
    [InlineData(60, 40, 10)]
    public async Task Each_request_matches_the_same_after_changes(int routes, int hosts, int words)
    {
        for (var seed = 100; seed < 100 + Cases.Of(1); seed++)
        {
            await using var lab = new RoutingLab(HostEndpoints(seed));
            var generated = new GeneratedRoutes(seed, hosts, words, hasNestedWildcards: false, literals: 94);
            var random = new Random(seed);
            List<RouteConfig> configs = [.. Enumerable.Range(0, routes).Select(_ => generated.Route())];
            var endpoints = lab.Update(configs);
            var version = lab.Tables.Build(endpoints, lab.Host, null);
            for (var change = 0; change < 4; change++)
            {
                for (var i = random.Next(1, 10); i > 0; i--)
                {
                    var index = random.Next(configs.Count);
                    if (random.Next(3) == 0)
                        configs.RemoveAt(index);
                    else
                        configs[index] = generated.Changed(configs[index]);
                }

                configs.AddRange(Enumerable.Range(0, random.Next(0, 30)).Select(_ => generated.Route()));
                endpoints = lab.Update(configs);
                version = lab.Tables.Build(endpoints, lab.Host, version);
                lab.Tables.Release();
                await AssertSameAsync(lab, $"seed {seed}, change {change}", endpoints, version, generated, configs, 40);
            }
        }
    }

    private static async Task AssertSameAsync(
        RoutingLab lab, string name, IReadOnlyList<Endpoint> endpoints, GatewayKit.Proxy.Routing.RouteTableVersion version,
        GeneratedRoutes generated, IReadOnlyList<RouteConfig> configs, int requests)
    {
        var plain = lab.Plain(endpoints);
        for (var i = 0; i < requests; i++)
        {
            var request = generated.Request(configs);
            var (expected, actual) = (await lab.AskAsync(plain, request), await lab.AskAsync(version, request));
            if (expected == actual)
                continue;

            var rest = await lab.ShrinkAsync(endpoints, request);
            Assert.Fail($"{name}: {request} matches '{actual}' instead of '{expected}'. {rest.Count} routes are enough:\n"
                + string.Join('\n', rest.Concat(lab.Host).Select(RoutingLab.Describe)));
        }
    }

    /// <summary>Endpoints of the host between those of the gateway: before, after, with a constraint, with hosts, with a method.</summary>
    private static Endpoint[] HostEndpoints(int seed) => seed % 4 == 0 ? [] :
    [
        Own("/w1/{id:int}", 0, new HttpMethodMetadata(["GET"])),
        Own("/w2", 0, new HttpMethodMetadata(["POST"], acceptCorsPreflight: seed % 3 == 0)),
        Own("/w1/w2/{**all}", -1, new HostAttribute("h1.example")),
        Own("/{a}/w3", 1),
        .. seed % 2 == 0 ? (Endpoint[])[Own("/{**fallback}", int.MaxValue), Own("/{a}/{b}", 2, new HostAttribute("*.sub.h2.example"))] : [],
    ];

    private static RouteEndpoint Own(string pattern, int order, params object[] metadata)
        => new(
            _ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), order,
            new EndpointMetadataCollection(metadata), $"host {pattern}");
}
