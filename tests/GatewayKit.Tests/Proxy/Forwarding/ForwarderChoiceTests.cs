using GatewayKit.Proxy.Forwarding;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace GatewayKit.Tests.Proxy.Forwarding;

public sealed class ForwarderChoiceTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("transforms: [ { PathRemovePrefix: /a }, { RequestHeaderOriginalHost: 'true' } ]", true)]
    [InlineData("transforms: [ { X-Forwarded: Off } ]", true)]
    [InlineData("transforms: [ { X-Forwarded: Append } ]", false)]
    [InlineData("transforms: [ { RequestHeader: X-A, Set: b } ]", false)]
    [InlineData("transforms: [ { ResponseHeader: X-A, Set: b } ]", false)]
    [InlineData("transforms: [ { RequestHeadersCopy: 'false' } ]", false)]
    public async Task Routes_whose_transforms_are_known_need_no_messages(string transforms, bool isKnown)
    {
        await using var gateway = await StartAsync(transforms);

        Assert.Equal(isKnown, Known(gateway) is not null);
        Assert.Equal("hello", await gateway.Client.GetStringAsync("/a/x"));
    }

    [Fact]
    public async Task A_transform_of_the_host_needs_messages()
    {
        await using var gateway = await StartAsync("", context => context.AddXForwarded(ForwardedTransformActions.Append));

        Assert.Null(Known(gateway));
    }

    [Fact]
    public async Task A_forwarder_of_the_host_stays()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(gateway => gateway.Services.AddSingleton<IHttpForwarder, OwnForwarder>())
            .WithConfiguration(Configuration("").Replace("{upstream}", "http://127.0.0.1:1", StringComparison.Ordinal)));

        Assert.Equal(418, (int)(await gateway.Client.GetAsync("/a/x")).StatusCode);
    }

    [Fact]
    public void Telemetry_events_of_YARP_can_be_written() => Assert.True(ForwardingEvents.AreAvailable);

    private static KnownTransforms? Known(GatewayTestHost gateway)
        => Assert.IsType<UpstreamTransformer>(
            Assert.Single(gateway.Services.GetRequiredService<IProxyStateLookup>().GetRoutes()).Transformer).Known;

    private static Task<GatewayTestHost> StartAsync(
        string transforms, Action<Yarp.ReverseProxy.Transforms.Builder.TransformBuilderContext>? add = null)
        => GatewayTestHost.StartAsync(setup => setup
            .WithGateway(gateway =>
            {
                if (add is not null)
                    gateway.Proxy.AddTransforms(add);
            })
            .WithUpstream(http => http.Response.WriteAsync("hello"))
            .WithConfiguration(Configuration(transforms)));

    private static string Configuration(string transforms) => $$"""
        routes:
          a: { clusterId: a, match: { path: "/a/{**rest}" }, {{transforms}} }
        clusters:
          a: { destinations: { one: { address: "{upstream}" } } }
        """;

    private sealed class OwnForwarder : IHttpForwarder
    {
        public ValueTask<ForwarderError> SendAsync(
            HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig,
            HttpTransformer transformer)
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return default;
        }
    }
}
