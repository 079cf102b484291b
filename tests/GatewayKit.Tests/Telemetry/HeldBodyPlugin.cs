using System.Diagnostics;

namespace GatewayKit.Tests.Telemetry;

/// <summary>Answers with a body that takes as long as a client that reads slowly.</summary>
[GatewayPlugin<NoOptions>("held-body", PluginStage.Traffic)]
public sealed class HeldBodyPlugin : IRequestHook
{
    public static readonly TimeSpan Held = TimeSpan.FromMilliseconds(50);

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => ValueTask.FromResult(HookResult.Respond(new GatewayResponse(200).WithBody(WriteAsync, "text/plain")));

    private static async Task WriteAsync(Stream body, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Held)
            await Task.Yield();
        await body.WriteAsync("held"u8.ToArray(), cancellation);
    }
}
