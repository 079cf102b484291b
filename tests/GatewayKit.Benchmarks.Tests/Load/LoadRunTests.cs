using System.Net;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Benchmarks.Compare;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Benchmarks.Load;

public sealed class LoadRunTests : IDisposable
{
    private const int Requests = 50;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly RunFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, false, 1, 100, 0)]
    [InlineData(1, true, 1, 100, 0)]
    [InlineData(2, false, 8, 100, 0)]
    [InlineData(2, true, 8, 100, 0)]
    [InlineData(1, false, 1, 300_000, 200_000)]
    [InlineData(2, false, 8, 300_000, 0)]
    public async Task Each_kind_of_load_gets_its_answers(int http, bool hasTls, int streams, int answer, int body)
    {
        await using var app = await StartAsync(http, hasTls, async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.ContentLength = answer;
            await context.Response.Body.WriteAsync(new byte[answer]);
        });
        foreach (var rate in (double[])[0, 1000])
        {
            using var run = await LoadRun.StartAsync(SpecOf(app, http, hasTls, streams, answer, body, rate));
            Assert.True(SpinWait.SpinUntil(() => run.Count() is { Requests: >= Requests } or { Failure: not null }, s_patience));

            var result = await run.StopAsync();

            Assert.Null(result.Failure);
            Assert.InRange(result.Measured, Requests, long.MaxValue);
            Assert.InRange(result.P50, double.Epsilon, result.P999);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Another_status_than_200_is_a_failure(int http)
    {
        await using var app = await StartAsync(http, hasTls: false, context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        });
        using var run = await LoadRun.StartAsync(SpecOf(app, http, hasTls: false, streams: 1, answer: 0, body: 0, rate: 0));
        Assert.True(SpinWait.SpinUntil(() => run.Count().Failure is not null, s_patience));

        Assert.Contains(
            http == 1 ? "503 Service Unavailable" : "another status than 200",
            (await run.StopAsync()).Failure!,
            StringComparison.Ordinal);
    }

    private LoadSpec SpecOf(WebApplication app, int http, bool hasTls, int streams, int answer, int body, double rate) => new()
    {
        Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port,
        Http = http,
        CertificateHash = hasTls ? _folder.CertificateHash : null,
        Connections = 2,
        Streams = streams,
        AnswerBytes = answer,
        RequestBytes = body,
        Rate = rate,
    };

    private async Task<WebApplication> StartAsync(int http, bool hasTls, RequestDelegate handle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = http == 2 ? HttpProtocols.Http2 : HttpProtocols.Http1;
            if (hasTls)
                listen.UseHttps(X509Certificate2.CreateFromPemFile(_folder.Certificate));
        }));
        var app = builder.Build();
        app.Run(handle);
        await app.StartAsync();
        return app;
    }
}
