using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Samples.TeamHost;

/// <summary>An upstream that answers when the test lets it.</summary>
internal sealed class SlowUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SlowUpstream(WebApplication app) => _app = app;

    public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Address => _app.Urls.Single();

    public static async Task<SlowUpstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var upstream = new SlowUpstream(builder.Build());
        upstream._app.Run(async http =>
        {
            upstream.Arrived.TrySetResult();
            await upstream.Release.Task;
            await http.Response.WriteAsync("finished");
        });
        await upstream._app.StartAsync();
        return upstream;
    }

    public ValueTask DisposeAsync()
    {
        Release.TrySetResult();
        return _app.DisposeAsync();
    }
}
