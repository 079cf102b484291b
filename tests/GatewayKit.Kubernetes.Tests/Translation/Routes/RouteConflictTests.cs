using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Tests.Translation.Routes;

public sealed class RouteConflictTests
{
    [Theory]
    [InlineData(1, "True Accepted", "False HostnameConflict")]
    [InlineData(-1, "False HostnameConflict", "True Accepted")]
    public void Of_an_HTTPRoute_and_a_GRPCRoute_with_a_common_host_the_older_is_accepted(int grpcAge, string grpc, string http)
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Http("http")),
            Make.Route("web", Make.Parent("gw"), "api.example.com"),
            Make.Grpc("rpc", grpcAge, Make.Parent("gw"), "*.example.com"));

        var results = cluster.Translate();

        Assert.Equal(http, results.Route("web"));
        Assert.Equal(grpc, results.Route(ResourceKind.GrpcRoute, "rpc"));
        Assert.Single(results.Config.Routes);
        Assert.Equal(1, results.Listener("gw", "http").AttachedRoutes);
    }

    [Fact]
    public void Routes_with_other_hosts_or_listeners_do_not_conflict()
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Http("one", 80), Make.Http("two", 81)),
            Make.Route("web", Make.Parent("gw", "one"), "www.example.com"),
            Make.Grpc("rpc", 1, Make.Parent("gw", "one"), "api.example.com"),
            Make.Grpc("other", 1, Make.Parent("gw", "two")));

        var results = cluster.Translate();

        Assert.Equal("True Accepted", results.Route("web"));
        Assert.Equal("True Accepted", results.Route(ResourceKind.GrpcRoute, "rpc"));
        Assert.Equal("True Accepted", results.Route(ResourceKind.GrpcRoute, "other"));
    }

    [Fact]
    public void A_route_that_was_rejected_is_accepted_once_the_other_is_deleted()
    {
        var cluster = new TestCluster().Set(
            Make.Gateway("gw", Make.Http("http")), Make.Route("web", Make.Parent("gw")), Make.Grpc("rpc", 1, Make.Parent("gw")));
        Assert.Equal("False HostnameConflict", cluster.Translate().Route("web"));

        cluster.State = cluster.State with { GrpcRoutes = cluster.State.GrpcRoutes.Clear() };

        Assert.Equal("True Accepted", cluster.Translate().Route("web"));
    }
}
