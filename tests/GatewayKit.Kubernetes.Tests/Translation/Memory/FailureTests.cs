using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Translation.Memory;
using GatewayKit.Kubernetes.Translation.Routes;

namespace GatewayKit.Kubernetes.Tests.Translation.Memory;

public sealed class FailureTests
{
    private readonly TestCluster _cluster = new TestCluster()
        .Set(Make.Gateway("gw", Make.Http("http")))
        .Set(Enumerable.Range(0, 3).Select(i => Make.Route($"route-{i}", Make.Parent("gw"), $"host-{i}.com")));

    private bool _fails = true;

    public FailureTests()
        => _cluster.Http.Change = (route, translated) => _fails && route.Metadata.Name == "route-1"
            ? throw new InvalidOperationException("Broken.") : translated;

    [Fact]
    public void A_route_that_cannot_be_translated_is_not_accepted_and_others_serve()
    {
        var results = _cluster.Translate();

        Assert.Equal("Broken.", results.Translation.Failures.Single().Error.Message);
        Assert.Equal("False UnsupportedValue", results.Route("route-1"));
        Assert.EndsWith(
            "tries again. Its log has the InvalidOperationException.",
            results.Parents(ResourceKind.HttpRoute, "route-1")[0].Conditions[0].Message);
        Assert.Equal(["infra/route-0/HttpRoute", "infra/route-2/HttpRoute"], results.Config.Routes.Keys.Order());
    }

    [Fact]
    public void It_alone_is_translated_again_in_each_round()
    {
        _cluster.Translate();
        _cluster.Http.Calls.Clear();

        Assert.Single(_cluster.Translate().Translation.Failures);
        _fails = false;
        var results = _cluster.Translate();

        Assert.Equal(["infra/route-1", "infra/route-1"], _cluster.Http.Calls);
        Assert.Empty(results.Translation.Failures);
        Assert.Equal("True Accepted", results.Route("route-1"));
    }

    [Fact]
    public void A_result_from_before_a_failure_is_not_used_after_it()
    {
        var (memo, state, value) = (new TranslationMemo(), ClusterState.Empty, 1);
        var inner = new MemoPart<int, int>((_, lookups) => lookups.ReadAll(Sources.Services).Count switch
        {
            1 when _fails => throw new InvalidOperationException("Broken."),
            var count => count * value,
        });
        var outer = new MemoPart<int, int>((_, lookups) => Isolation.Run(default, lookups, () => lookups.Get(inner, 0), _ => -1));

        Assert.Equal(0, Round(state));
        state = state with { Services = state.Services.Add(Make.Name("one"), Make.Service("one")) };
        Assert.Equal(-1, Round(state));
        _fails = false;
        Assert.Equal(1, Round(state));

        int Round(ClusterState next)
        {
            memo.Begin(next, new TranslationOptions());
            var result = new Lookups(memo).Get(outer, 0);
            memo.End();
            return result;
        }
    }

    [Fact]
    public void A_failure_of_the_whole_translation_loses_no_change()
    {
        var routes = new RouteSet<HttpRoute>(ResourceKind.HttpRoute, Sources.HttpRoutes, RouteHeader.Of, _cluster.Http);
        var translator = new Translator([new FailingRoutes(() => _fails), routes]);
        _fails = false;
        translator.Translate(_cluster.State, _cluster.Options, null);

        _fails = true;
        _cluster.Set(Make.Route("route-2", Make.Parent("gw"), "changed.com"));
        Assert.Throws<InvalidOperationException>(() => translator.Translate(_cluster.State, _cluster.Options, null));
        _fails = false;
        var translation = translator.Translate(_cluster.State, _cluster.Options, null);

        Assert.Contains(translation.Config.Routes.Values, route => route.Match!.Hosts.Contains("changed.com"));
        Assert.Equal(3, translation.Config.Routes.Count);
    }

    /// <summary>Routes that can't be read.</summary>
    private sealed class FailingRoutes(Func<bool> fails) : IRouteSet
    {
        public ResourceKind Kind => ResourceKind.TcpRoute;

        public IEnumerable<(ResourceName Name, long Created, ImmutableArray<ParentAttachment> Parents)> Attached(Lookups lookups) => [];

        public void AddTo(List<RouteResult> results, List<ResourceStatus> former, Lookups lookups)
        {
            if (fails())
                throw new InvalidOperationException("Broken.");
        }
    }
}
