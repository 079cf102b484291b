using GatewayKit.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Cli.Hosting;

/// <summary>Runs a built host from its first request to its last.</summary>
internal static class ServingHost
{
    /// <summary>Serves until a signal; a second one ends the wait for what is in flight.</summary>
    /// <param name="app">The host.</param>
    /// <param name="output">Takes a line for each address once it serves.</param>
    /// <param name="serves">Told the first address once it serves.</param>
    /// <exception cref="ToolException">An address can't be listened on.</exception>
    public static async Task RunAsync(WebApplication app, TextWriter output, Action<string>? serves = null)
    {
        app.MapGatewayKit();
        await StartAsync(app).ConfigureAwait(false);
        foreach (var url in app.Urls)
            await output.WriteLineAsync($"GatewayKit is listening on {url}").ConfigureAwait(false);
        serves?.Invoke(app.Urls.First());

        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (app.Lifetime.ApplicationStopping.Register(stopping.SetResult))
            await stopping.Task.ConfigureAwait(false);

        try
        {
            await app.StopAsync(app.Services.GetRequiredService<DrainService>().SecondSignal).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whoever signalled twice, or the time that the configuration allows, has cut off what was in flight.
        }
    }

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or UnauthorizedAccessException or System.Net.Sockets.SocketException)
        {
            throw new ToolException($"it can't listen: {error.Message}", error);
        }
    }
}
