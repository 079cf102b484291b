using System.Net;

namespace GatewayKit.Tests.Pipeline;

/// <summary>RFC 9110, section 5.5: a line break in a value would add a header, such as an identity that the edge has removed.</summary>
public sealed class UpstreamHeaderTests
{
    private const string Runs = "- { name: probe, options: { runs: true } }";

    private readonly Probe _probe = new();

    public static TheoryData<string> Values => ["a\r\nX-Consumer-Name: admin", "a\nb", "a\rb", "a\0b"];

    [Theory, MemberData(nameof(Values))]
    public Task A_value_that_an_upstream_request_hook_adds_without_validation_adds_no_header(string value)
    {
        _probe.OnUpstreamRequest = (_, request) =>
        {
            request.Headers.TryAddWithoutValidation("X-Added", value);
            return default;
        };
        return IsRefusedAsync();
    }

    [Theory, MemberData(nameof(Values))]
    public async Task A_value_that_a_request_hook_sets_adds_no_header(string value)
    {
        _probe.OnRequest = context =>
        {
            context.Http.Request.Headers["X-Added"] = value;
            return HookResult.Continue;
        };
        await using var gateway = await ProbeHost.StartAsync(_probe, ProbeHost.Route(Runs));

        using var response = await gateway.Client.GetAsync("/x").WaitAsync(TimeSpan.FromSeconds(60));

        // YARP omits a value with a line break; one with NUL is refused.
        Assert.Equal(value.Contains('\0', StringComparison.Ordinal) ? HttpStatusCode.InternalServerError : HttpStatusCode.OK,
            response.StatusCode);
        Assert.DoesNotContain(
            gateway.Upstream.Requests, request => (request.Header("X-Added") ?? request.Header("X-Consumer-Name")) is not null);
    }

    [Fact]
    public Task Neither_does_it_with_another_encoding_of_the_cluster()
    {
        _probe.OnUpstreamRequest = (_, request) =>
        {
            request.Headers.TryAddWithoutValidation("X-Added", "a\nb");
            return default;
        };
        return IsRefusedAsync(", httpClient: { requestHeaderEncoding: iso-8859-1 }");
    }

    private async Task IsRefusedAsync(string cluster = "")
    {
        await using var gateway = await ProbeHost.StartAsync(_probe, "", setup => setup.WithConfiguration(
            ProbeHost.Route(Runs) + $$$"""

            clusters: { up: { destinations: { one: { address: "{upstream}" } }{{{cluster}}} } }
            """));

        using var response = await gateway.Client.GetAsync("/x").WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"),
            (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Empty(gateway.Upstream.Requests);
    }
}
