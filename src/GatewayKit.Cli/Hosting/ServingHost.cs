using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Cli.Hosting;

/// <summary>Runs a built host from its first request to its last.</summary>
internal static class ServingHost
{
    /// <summary>Serves until a signal; a second signal ends the wait for exchanges in flight.</summary>
    /// <param name="app">The host.</param>
    /// <param name="output">The output, which gets a line for each address once the host serves.</param>
    /// <param name="serves">Called with the first address once the host serves.</param>
    /// <param name="findUrls">Finds the addresses that are open only some time after the start; null for none.</param>
    /// <exception cref="ToolException">The host can't listen on an address.</exception>
    public static async Task RunAsync(
        WebApplication app, TextWriter output, Action<string>? serves = null,
        Func<WebApplication, Task<IReadOnlyList<string>>>? findUrls = null)
    {
        app.MapGatewayKit();
        if (!await StartAsync(app).ConfigureAwait(false))
            return;

        foreach (var url in app.Urls)
            await output.WriteLineAsync($"GatewayKit is listening on {url}").ConfigureAwait(false);
        serves?.Invoke(app.Urls.First());
        if (findUrls is not null)
        {
            foreach (var url in (await findUrls(app).ConfigureAwait(false)).Except(app.Urls))
                await output.WriteLineAsync($"GatewayKit is listening on {url}").ConfigureAwait(false);
        }

        await app.WaitForGatewayShutdownAsync().ConfigureAwait(false);
    }

    /// <returns>False if a signal has ended the start.</returns>
    private static async Task<bool> StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync().ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or UnauthorizedAccessException
            or System.Net.Sockets.SocketException)
        {
            throw new ToolException($"can't listen: {error.Message}", error);
        }
    }
}
