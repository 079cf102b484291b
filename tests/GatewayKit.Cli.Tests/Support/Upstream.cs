using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Tests.Support;

/// <summary>A real upstream: it answers at once, except to <c>/slow</c>, which waits until the test lets it.</summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private Upstream()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Ends when a request for <c>/slow</c> is here.</summary>
    public Task SlowArrived => _arrived.Task.WaitAsync(Bound.Time);

    public string Url => _app.Urls.Single();

    public static async Task<Upstream> StartAsync()
    {
        var upstream = new Upstream();
        await upstream._app.StartAsync();
        return upstream;
    }

    /// <summary>Lets the answer to <c>/slow</c> go.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>A configuration of one route, for every path, to this upstream.</summary>
    public string Configuration(string ofRoute = "", string more = "") => $$"""
        routes:
          all:
            clusterId: upstream
            match: { path: "/{**rest}" }
            {{ofRoute}}
        clusters:
          upstream: { destinations: { one: { address: "{{Url}}" } } }
        {{more}}
        """;

    public async ValueTask DisposeAsync()
    {
        Release();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == "/slow")
        {
            _arrived.TrySetResult();
            await _released.Task.WaitAsync(http.RequestAborted);
        }

        await http.Response.WriteAsync($"upstream {http.Request.Path}");
    }
}
