using GatewayKit.Plugins.GrpcJson;
using GatewayKit.Testing;
using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Grpc.Tests.Json;

public sealed class ReflectionTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly ReflectionUpstream _upstream = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_older_protocol_and_a_server_without_the_files_of_Google_work()
    {
        await using var host = await StartAsync();

        var statuses = await StatusesAsync(host, "/v1/books/1", "/v1/books/2", "/v1/none");

        Assert.Equal([200, 200, 404], statuses);
        Assert.Equal(1, _upstream.Lists);
    }

    [Fact]
    public async Task Requests_at_the_same_time_share_one_call()
    {
        await using var host = await StartAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StatusAsync(host, "/v1/books/1")));

        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Equal(1, _upstream.Lists);
    }

    [Fact]
    public async Task A_server_that_fails_is_asked_again_later()
    {
        _upstream.Status = "14";
        await using var host = await StartAsync();

        var statuses = await StatusesAsync(host, "/v1/books/1", "/v1/books/1");

        Assert.Equal([503, 503], statuses);
        Assert.Equal(1, _upstream.Lists);
        Assert.Contains(host.Logs.Lines, line => line.Contains("can't read the services of cluster 'up'", StringComparison.Ordinal));
        _upstream.Status = "0";
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, await StatusAsync(host, "/v1/books/1"));
    }

    [Theory]
    [InlineData("/v1/books/{none}", "", "library.v1.Library.Fail: the path '/v1/books/{none}' has the variable 'none'")]
    [InlineData("/v1/fail/x", "none", "library.v1.Library.Fail: body is 'none'")]
    public async Task An_operation_with_an_invalid_annotation_is_left_out(string path, string body, string expected)
    {
        Annotate(new HttpRule { Get = path, Body = body });
        await using var host = await StartAsync();

        var statuses = await StatusesAsync(host, "/v1/books/1", "/v1/fail/x");

        Assert.Equal([200, 404], statuses);
        Assert.Single(host.Logs.Lines, line => line.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_operations_with_the_same_path_the_second_is_left_out()
    {
        Annotate(new HttpRule { Get = "/v1/books/{message}" });
        await using var host = await StartAsync();

        Assert.Equal(200, await StatusAsync(host, "/v1/books/1"));
        Assert.Single(host.Logs.Lines, line => line.Contains("leaves out an operation", StringComparison.Ordinal)
            && line.Contains("library.v1.Library.GetBook has GET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Definitions_are_read_again_after_the_interval()
    {
        await using var host = await StartAsync();
        Assert.Equal(200, await StatusAsync(host, "/v1/books/1"));
        var method = _upstream.Library.Service[0].Method.Single(method => method.Name == "GetBook");
        method.Options = new MethodOptions();
        _time.Advance(TimeSpan.FromMinutes(1));

        // The first request starts to read in the background.
        using var ended = new CancellationTokenSource(s_patience);
        while (await StatusAsync(host, "/v1/books/1") != 404)
            ended.Token.ThrowIfCancellationRequested();

        Assert.Equal(2, _upstream.Lists);
    }

    [Fact]
    public async Task The_last_definitions_stay_if_the_server_fails()
    {
        await using var host = await StartAsync();
        Assert.Equal(200, await StatusAsync(host, "/v1/books/1"));
        _upstream.Status = "13";
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await StatusAsync(host, "/v1/books/1"));

        using var ended = new CancellationTokenSource(s_patience);
        while (!host.Logs.Lines.Any(line => line.Contains("can't read the services", StringComparison.Ordinal)))
            ended.Token.ThrowIfCancellationRequested();

        Assert.Equal(200, await StatusAsync(host, "/v1/books/1"));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("0000000005")]
    [InlineData("00ffffffff")]
    [InlineData("0000000001ff")]
    [InlineData("00000000043202 0aff")]
    [InlineData("00000000042202 0aff")]
    public async Task An_invalid_answer_is_a_failure(string hex)
    {
        _upstream.Garbage = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        await using var host = await StartAsync();

        Assert.Equal(503, await StatusAsync(host, "/v1/books/1"));
    }

    [Theory]
    [InlineData(true, "The definitions are larger than 16 MB.")]
    [InlineData(false, "The definitions have more than 2000 files.")]
    public async Task All_answers_together_have_a_limit(bool isLong, string expected)
    {
        // Each file imports the next ones, so that the gateway asks several times.
        _upstream.Library.Dependency.Add("more/0");
        _upstream.More = name => isLong
            ? new() { Name = name, Dependency = { name + "0" }, Syntax = new string('x', 4 << 20) }
            : new() { Name = name, Dependency = { Enumerable.Range(0, 50).Select(i => $"{name}/{i}") } };
        await using var host = await StartAsync();

        Assert.Equal(503, await StatusAsync(host, "/v1/books/1"));
        Assert.Contains(host.Logs.Lines, line => line.Contains(expected, StringComparison.Ordinal));
    }

    private void Annotate(HttpRule rule)
    {
        var method = _upstream.Library.Service[0].Method.Single(method => method.Name == "Fail");
        method.Options = new MethodOptions();
        method.Options.SetExtension(AnnotationsExtensions.Http, rule);
    }

    private static async Task<int[]> StatusesAsync(GatewayTestHost host, params string[] paths)
    {
        var statuses = new List<int>();
        foreach (var path in paths)
            statuses.Add(await StatusAsync(host, path));
        return [.. statuses];
    }

    private static async Task<int> StatusAsync(GatewayTestHost host, string path)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative)).WaitAsync(s_patience);
        return (int)response.StatusCode;
    }

    private Task<GatewayTestHost> StartAsync()
        => GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<GrpcJsonPlugin>()
            .WithTime(_time)
            .WithProtocols(HttpProtocols.Http1, HttpProtocols.Http2)
            .WithUpstream(_upstream.AnswerAsync)
            .WithConfiguration("""
                routes:
                  all:
                    clusterId: up
                    match: { path: "/{**rest}" }
                    plugins: [ { name: grpc-json, options: { reflection: true, refreshInterval: 1m } } ]
                clusters:
                  up:
                    httpRequest: { version: "2", versionPolicy: RequestVersionExact }
                    destinations: { one: { address: "{upstream}" } }
                """)).WaitAsync(s_patience);
}
