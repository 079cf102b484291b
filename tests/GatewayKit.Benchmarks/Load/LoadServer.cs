using System.Text.Json;
using GatewayKit.Benchmarks.Servers;

namespace GatewayKit.Benchmarks.Load;

/// <summary>The load generator in a process of its own: runs one load at a time, as the parent says.</summary>
internal static class LoadServer
{
    public const string Start = "start";
    public const string Count = "count";
    public const string Reset = "reset";
    public const string Stop = "stop";

    public static async Task RunAsync()
    {
        LoadRun? run = null;
        try
        {
            await ControlChannel.ServeAsync("load", async (command, argument) =>
            {
                switch (command)
                {
                    case Start:
                        run?.Dispose();
                        run = await LoadRun.StartAsync(JsonSerializer.Deserialize<LoadSpec>(argument)!).ConfigureAwait(false);
                        return run.Count();
                    case Count when run is not null:
                        return run.Count();
                    case Reset when run is not null:
                        run.Reset();
                        return run.Count();
                    case Stop when run is not null:
                        var result = await run.StopAsync().ConfigureAwait(false);
                        run.Dispose();
                        run = null;
                        return result;
                    default:
                        throw new InvalidOperationException($"'{command}' isn't a command.");
                }
            }).ConfigureAwait(false);
        }
        finally
        {
            run?.Dispose();
        }
    }
}
