using System.Collections.Immutable;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Gateway;
using GatewayKit.Configuration.Readers;
using GatewayKit.Testing;
using GatewayKit.Tests.Configuration;
using GatewayKit.Tests.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Runtime;

public sealed class ConfigOwnerTests : IAsyncLifetime
{
    private static readonly string[] s_ids =
        ["a", "a.b", "a b", "a.plugins", "a.plugins[0]", "a (failing)", "A.b.c", "x\u0001y", "x\\u0001y", "x\u202Ey", new string('n', 200)];

    private GatewayTestHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayTestHost
        .StartAsync(setup => setup
            .WithPlugin<FailingPlugin>().WithPlugin<UneasyPlugin>().WithPlugin<RefusingPlugin>().WithConfiguration("routes: {}"))
        .WaitAsync(TimeSpan.FromSeconds(60));

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public void An_error_belongs_to_its_route_whatever_characters_the_ids_have()
    {
        foreach (var bad in s_ids)
        {
            var report = Check(Config(s_ids.Select(id => Route(id, id == bad ? "failing" : "refusing"))));

            Assert.Equal([bad], report.Routes.Keys);
            Assert.Equal((ConfigOwner.Route(bad), 0), (report.Routes[bad][0].Owner, report.Routes[bad][0].PluginIndex));
            Assert.Equal(s_ids.Length - 1, report.Accepted!.Routes.Count);
            Assert.Empty(report.Shared);
        }
    }

    [Fact]
    public void An_error_of_every_stage_has_its_owner()
    {
        var report = Check("""
            routes:
              read: { match: { path: /read, path: /again } }
              bound: { match: { pth: /bound } }
              entry: { match: { path: /entry }, plugins: [ { name: refusing }, { name: refusing, id: b, onEror: continue } ] }
              value: 5
              lost: { clusterId: nowhere, match: { path: /lost } }
              unknown: { match: { path: /unknown }, plugins: [ { name: refusing }, { name: nothing } ] }
              option: { match: { path: /option }, plugins: [ { name: uneasy, options: { size: many } } ] }
              created: { match: { path: /created }, plugins: [ { name: refusing }, { name: failing } ] }
              twin: { match: { path: /fine } }
              fine: { match: { path: /fine }, order: 1 }
              rule: { match: { path: /rule }, outputCachePolicy: all, plugins: [ { name: refusing, stage: authorization } ] }
            """);

        Assert.Equal(["fine", "twin"], report.Accepted!.Routes.Keys.Order());
        Assert.Equal(
            ["bound", "created 1", "entry 1", "lost", "option 0", "read", "rule", "unknown 1", "value"],
            report.Routes.Values.SelectMany(errors => errors)
                .Select(error => $"{error.Owner.Id} {error.PluginIndex}".TrimEnd()).Distinct().Order());
        Assert.All(report.Routes, route => Assert.All(route.Value, error => Assert.Equal(ConfigOwner.Route(route.Key), error.Owner)));
    }

    [Fact]
    public void Errors_in_a_list_belong_to_the_routes_that_its_items_turn_out_to_be()
    {
        var report = Check("""
            routes:
              - match: { path: /read, path: /again }
                routeId: read
              - { routeId: bound, match: { pth: /bound } }
              - { routeId: fine, match: { path: /fine } }
              - plugins: [ { name: refusing }, { name: uneasy, id: b, options: { size: 1, size: 2 } } ]
                match: { path: /entry }
                routeId: entry
            """);

        Assert.Equal(["fine"], report.Accepted!.Routes.Keys);
        Assert.Equal(["bound", "entry", "read"], report.Routes.Keys.Order());
        Assert.Equal(1, Assert.Single(report.Routes["entry"]).PluginIndex);
    }

    [Fact]
    public void Errors_in_settings_whose_keys_are_numbers_belong_to_the_routes_of_these_numbers()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("routes:7:match:path", "${env:GATEWAYKIT_TEST_UNSET}"),
            new("routes:8:match:path", "/fine"),
        ]).Build();
        var errors = new ConfigErrors();
        var root = ConfigDocument.Read(settings, "settings", errors, root: settings)!;

        var report = Check(GatewayConfigBinder.Bind(root, errors)!, errors);

        Assert.Equal(["7"], report.Routes.Keys);
        Assert.Equal(["8"], report.Accepted!.Routes.Keys);
    }

    [Fact]
    public void A_route_that_repeats_a_part_with_an_error_is_rejected_too()
    {
        var report = Check("""
            routes:
              one: { match: { path: /one }, plugins: &shared [ { name: uneasy, options: { size: "${env:GATEWAYKIT_TEST_UNSET}" } } ] }
              two: { match: { path: /two }, plugins: *shared }
              fine: { match: { path: /fine } }
            """);

        Assert.Equal(["one", "two"], report.Routes.Keys.Order());
        Assert.Equal(["fine"], report.Accepted!.Routes.Keys);
    }

    [Fact]
    public void Errors_in_groups_consumers_and_global_entries_have_an_owner_and_reject_everything()
    {
        var report = Check("""
            plugins: [ { name: nothing } ]
            groups: { gold: { plugins: [ { name: nothing } ] } }
            consumers: { ann: { groups: [lead] } }
            routes: { fine: { match: { path: /fine } } }
            """);

        Assert.Null(report.Accepted);
        Assert.Equal(
            [(default, 0), (ConfigOwner.Group("gold"), 0), (ConfigOwner.Consumer("ann"), null)],
            report.Shared.Select(error => (error.Owner, error.PluginIndex)).OrderBy(o => o.Owner.Scope));
    }

    [Fact]
    public void A_value_in_code_that_breaks_a_rule_belongs_to_its_route()
    {
        var route = Route("slow", "refusing");
        var report = Check(Config(
            [Route("fine", "refusing"), route with { Plugins = [route.Plugins[0] with { Timeout = TimeSpan.Zero }] }]));

        var error = Assert.Single(report.Routes["slow"]);
        Assert.Equal("routes.slow.plugins[0] (refusing)", error.Where);
        Assert.Equal(["fine"], report.Accepted!.Routes.Keys);
    }

    [Fact]
    public void Errors_that_are_not_kept_leave_no_part_that_is_known_to_be_valid()
    {
        var report = Check($$"""
            routes:
              many: { {{string.Join(", ", Enumerable.Range(0, 1100).Select(i => $"x{i}: 1"))}}, match: { path: /many } }
              hidden: { match: { pth: /hidden } }
              fine: { match: { path: /fine } }
            """);

        Assert.Null(report.Accepted);
        Assert.Equal("101 more errors aren't listed, so the valid part isn't known.", Assert.Single(report.Shared).Message);
    }

    [Fact]
    public void A_source_can_report_an_error_of_its_own_routes()
    {
        var errors = new ConfigErrors();
        errors.Add(new ConfigError("routes.one", "its owner isn't\nallowed.", default) { Owner = ConfigOwner.Route("ONE") });

        var report = Check(Config([Route("one", "refusing"), Route("two", "refusing")]), errors);

        Assert.Equal(@"routes.one: its owner isn't\u000aallowed.", Assert.Single(report.Routes["one"]).ToString());
        Assert.Equal(["two"], report.Accepted!.Routes.Keys);
    }

    [Fact]
    public void Owners_are_the_same_whatever_the_case_of_the_id()
    {
        Assert.Equal(ConfigOwner.Cluster("Up"), ConfigOwner.Cluster("uP"));
        Assert.Equal(ConfigOwner.Cluster("Up").GetHashCode(), ConfigOwner.Cluster("uP").GetHashCode());
        Assert.NotEqual(ConfigOwner.Cluster("up"), ConfigOwner.Route("up"));
        Assert.NotEqual(default, ConfigOwner.Group("up"));
        Assert.Equal(["", "consumers.a"], new[] { default, ConfigOwner.Consumer("a") }.Select(owner => owner.ToString()));
    }

    private static GatewayRoute Route(string id, string plugin) => new()
    {
        Route = new RouteConfig { RouteId = id, Match = new RouteMatch { Path = "/" + Convert.ToHexString(Encoding.UTF8.GetBytes(id)) } },
        Plugins = [new PluginEntry { Name = plugin }],
    };

    private static GatewayConfig Config(IEnumerable<GatewayRoute> routes) => new()
    {
        Routes = routes.ToImmutableDictionary(route => route.Route.RouteId, StringComparer.OrdinalIgnoreCase),
    };

    private GatewayConfigReport Check(string yaml)
    {
        var (config, errors) = Documents.Bind(yaml);
        return Check(config!, errors);
    }

    private GatewayConfigReport Check(GatewayConfig config, ConfigErrors? errors = null)
        => _host.Services.GetRequiredService<IGatewayConfigChecker>().Check(config, errors);
}
