using System.Globalization;
using GatewayKit.Responses;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Timeouts;

/// <summary>The deadline of a gRPC call (<c>grpc-timeout</c>): after it, the call to the upstream is canceled.</summary>
internal sealed class GrpcDeadline
{
    // The maximum time of a timer, a little less than fifty days.
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private GrpcDeadline()
    {
    }

    /// <summary>Gets a value indicating whether the call was canceled because of its deadline.</summary>
    public bool HasPassed { get; private set; }

    /// <summary>Forwards a request; a gRPC call with a deadline ends at that time.</summary>
    public static Task ForwardAsync(HttpContext http, RequestDelegate forward, TimeProvider time)
        => http.Request.Headers.TryGetValue("grpc-timeout", out var value)
            && GrpcRequest.IsGrpc(http.Request)
            && TryParse(value.ToString(), out var timeout)
            ? ForwardAsync(http, forward, timeout, time)
            : forward(http);

    /// <summary>Reads a number of at most eight digits and a unit: H, M, S, m, u or n.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9 || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;

        var ticks = text[^1] switch
        {
            'H' => TimeSpan.TicksPerHour * count,
            'M' => TimeSpan.TicksPerMinute * count,
            'S' => TimeSpan.TicksPerSecond * count,
            'm' => TimeSpan.TicksPerMillisecond * count,
            'u' => TimeSpan.TicksPerMicrosecond * count,
            'n' => count / TimeSpan.NanosecondsPerTick,
            _ => -1,
        };
        timeout = TimeSpan.FromTicks(ticks);
        return ticks >= 0 && timeout <= s_longest;
    }

    private static async Task ForwardAsync(HttpContext http, RequestDelegate forward, TimeSpan timeout, TimeProvider time)
    {
        var deadline = new GrpcDeadline();
        http.Features.Set(deadline);
        var aborted = http.RequestAborted;
        using var passed = new CancellationTokenSource(timeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(aborted, passed.Token);
        http.RequestAborted = ended.Token;
        try
        {
            await forward(http).ConfigureAwait(false);
        }
        finally
        {
            http.RequestAborted = aborted;
            deadline.HasPassed = passed.IsCancellationRequested && !aborted.IsCancellationRequested;
        }
    }
}
