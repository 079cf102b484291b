using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace GatewayKit.Grpc.Tests;

public sealed class GrpcTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("open")]
    [InlineData("traced")]
    public async Task Calls_and_streams_pass(string route)
    {
        await using var gateway = await GrpcGateway.StartAsync();
        using var channel = gateway.Connect(route);
        var client = new Greeter.GreeterClient(channel);

        Assert.Equal("Hello, one!", (await client.GreetAsync(new Name { Text = "one" }).ResponseAsync.WaitAsync(s_patience)).Text);
        using var stream = client.GreetAll();
        await stream.RequestStream.WriteAsync(new Name { Text = "two" }).WaitAsync(s_patience);
        Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(s_patience));
        Assert.Equal("Hello, two!", stream.ResponseStream.Current.Text);
        await stream.RequestStream.CompleteAsync().WaitAsync(s_patience);
        Assert.False(await stream.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(s_patience));
    }

    [Theory]
    [InlineData("keyed", StatusCode.Unauthenticated, "This request needs credentials.")]
    [InlineData("nowhere", StatusCode.Unimplemented, "No route matches this request.")]
    [InlineData("dead", StatusCode.Unavailable, "The upstream didn't send a valid response.")]
    [InlineData("open/a;b", StatusCode.Internal, "The path has a parameter (';').")]
    public async Task The_gateways_own_answers_have_a_status_of_gRPC(string route, StatusCode status, string detail)
    {
        await using var gateway = await GrpcGateway.StartAsync();
        using var channel = gateway.Connect(route);

        var error = await Assert.ThrowsAsync<RpcException>(
            () => new Greeter.GreeterClient(channel).GreetAsync(new Name()).ResponseAsync.WaitAsync(s_patience));

        Assert.Equal((status, detail), (error.StatusCode, error.Status.Detail));
    }

    [Theory]
    [InlineData("keyed", StatusCode.Unauthenticated, "This request needs credentials.")]
    [InlineData("dead", StatusCode.Unavailable, "The upstream didn't send a valid response.")]
    [InlineData("nowhere", StatusCode.Unimplemented, "No route matches this request.")]
    public async Task Bodies_of_problems_are_for_other_clients(string route, StatusCode status, string detail)
    {
        const string Body = "{ contentType: text/html, body: <p>Sorry }";
        await using var gateway = await GrpcGateway.StartAsync($"problems: {{ 401: {Body}, 404: {Body}, 502: {Body} }}");
        using var channel = gateway.Connect(route);

        var error = await Assert.ThrowsAsync<RpcException>(
            () => new Greeter.GreeterClient(channel).GreetAsync(new Name()).ResponseAsync.WaitAsync(s_patience));

        Assert.Equal((status, detail), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task A_limit_is_unavailable_and_says_when_to_come_back()
    {
        await using var gateway = await GrpcGateway.StartAsync();
        using var channel = gateway.Connect("limited");
        var client = new Greeter.GreeterClient(channel);
        await client.GreetAsync(new Name()).ResponseAsync.WaitAsync(s_patience);

        var error = await Assert.ThrowsAsync<RpcException>(() => client.GreetAsync(new Name()).ResponseAsync.WaitAsync(s_patience));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal("3600", error.Trailers.GetValue("retry-after"));
    }

    [Fact]
    public async Task A_deadline_ends_the_call_of_the_upstream()
    {
        await using var gateway = await GrpcGateway.StartAsync();
        using var client = new HttpClient();
        using var request = Request(gateway, "/open/greet.Greeter/Hang");
        request.Headers.Add("grpc-timeout", "5S");

        var call = client.SendAsync(request);
        await gateway.Calls.Arrived.Task.WaitAsync(s_patience);
        gateway.Time.Advance(TimeSpan.FromSeconds(5));
        using var response = await call.WaitAsync(s_patience);

        Assert.Equal("4", Header(response, "grpc-status"));
        await gateway.Calls.Cancelled.Task.WaitAsync(s_patience);
    }

    [Fact]
    public async Task An_answer_is_nothing_but_headers()
    {
        await using var gateway = await GrpcGateway.StartAsync();
        using var client = new HttpClient();
        using var request = Request(gateway, "/keyed/greet.Greeter/Greet");

        using var response = await client.SendAsync(request).WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/grpc+proto", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("16", Header(response, "grpc-status"));
        Assert.Equal("This request needs credentials.", Header(response, "grpc-message"));
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpcx")]
    public async Task Other_content_gets_a_problem_document(string type)
    {
        await using var gateway = await GrpcGateway.StartAsync();
        using var client = new HttpClient();
        using var request = Request(gateway, "/keyed/x", type);

        using var response = await client.SendAsync(request).WaitAsync(s_patience);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static HttpRequestMessage Request(GrpcGateway gateway, string path, string type = "application/grpc+proto")
        => new(HttpMethod.Post, new Uri(gateway.Address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
        };

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
