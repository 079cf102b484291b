using System.Net;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Proxy.Routing;

public sealed class RoutingFailureTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_constraint_of_the_host_that_throws_ends_in_a_problem_document(bool behindMiddleware)
    {
        await using var gateway =
            await ProbeHost.StartAsync(new Probe(), "routes: { a: { clusterId: up, match: { path: '/{id:throwing}' } } }", setup => setup
                .WithGateway(g => g.Services.Configure<RouteOptions>(o => o.SetParameterPolicy<ThrowingConstraint>("throwing")))
                .WithApp(app =>
                {
                    if (behindMiddleware)
                        app.Use(async (_, next) => await next());
                    app.UseRouting();
                }));

        await AssertProblemAsync(gateway, "/x");
        Assert.Contains(gateway.Logs.Lines, line => line.Contains("A request could not be routed.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_route_with_a_CORS_policy_in_a_host_without_CORS_fails_closed_with_a_problem_document()
    {
        await using var gateway = await ProbeHost.StartAsync(
            new Probe(), "routes: { a: { clusterId: up, match: { path: /x }, corsPolicy: any } }",
            setup => setup.WithGateway(g => g.Services.AddCors(o => o.AddPolicy("any", p => p.AllowAnyOrigin()))));

        await AssertProblemAsync(gateway, "/x");
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task An_exception_of_the_hosts_own_endpoint_is_left_to_the_host()
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(),
            "routes: {}", setup => setup.WithApp(app => app.MapGet("/own", IResult () => throw new InvalidOperationException("own"))));

        using var response = await gateway.Client.GetAsync("/own");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Null(response.Content.Headers.ContentType);
    }

    private static async Task AssertProblemAsync(GatewayTestHost gateway, string path)
    {
        using var response = await gateway.Client.GetAsync(path);
        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"),
            (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    private sealed class ThrowingConstraint : IRouteConstraint
    {
        public bool Match(HttpContext? httpContext,
            IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
            => throw new InvalidOperationException("thrown");
    }
}
