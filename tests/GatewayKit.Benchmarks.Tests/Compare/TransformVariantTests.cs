using System.Net;
using GatewayKit.Benchmarks.Load;
using GatewayKit.Benchmarks.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Benchmarks.Compare;

public sealed class TransformVariantTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly RunFolder _folder = new();

    public static TheoryData<string> Names { get; } = [.. TransformVariants.All.Select(variant => variant.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_transform_answers_the_requests(string name)
    {
        using var upstream = UpstreamServer.Listen();
        var variant = Variants.All.Single(v => v.Name == name);
        var port = ((IPEndPoint)upstream.LocalEndPoint!).Port;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var use = GatewayProxy.Add(builder, new ProxySpec(variant, port, new RouteTable(10), 1, _folder.Next(), ""));
        await using var app = builder.Build();
        use(app);
        await app.StartAsync();

        using var run = await LoadRun.StartAsync(new LoadSpec
        {
            Port = new Uri(app.Urls.Single()).Port,
            RequestBytes = 1024,
            AnswerBytes = 1024,
            IsJson = true,
        });
        Assert.True(SpinWait.SpinUntil(() => run.Count() is { Requests: >= 5 } or { Failure: not null }, s_patience));

        Assert.Null((await run.StopAsync()).Failure);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(100 * 1024)]
    public void Bodies_have_the_length_of_the_scenario(int bytes)
        => Assert.All(
            new[] { JsonBody.Json(bytes), JsonBody.Xml(bytes), JsonBody.Soap(bytes) }, body => Assert.Equal(bytes, body.Length));

    [Theory]
    [InlineData("7\r\nGateway\r\n0\r\n\r\n", true)]
    [InlineData("7\r\nGateway\r\n", false)]
    [InlineData("4\r\nx0\r\n\r\n", false)]
    public void A_body_in_chunks_ends_with_the_last_chunk(string body, bool isEnd)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(body);
        for (var split = 0; split <= bytes.Length; split++)
            Assert.Equal(isEnd, Http1Head.Tail(Http1Head.Tail(0, bytes.AsSpan(0, split)), bytes.AsSpan(split)) == Http1Head.LastChunk);
    }
}
