using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.ConcurrencyLimit;

/// <summary>An upstream that keeps each request to <c>/held</c> until the test lets it go.</summary>
internal sealed class HeldUpstream
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Channel<TaskCompletionSource> _arrived = Channel.CreateUnbounded<TaskCompletionSource>();

    public async Task AnswerAsync(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case "/cut":
                http.Abort();
                break;
            case "/socket":
                using (var socket = await http.WebSockets.AcceptWebSocketAsync())
                    await socket.ReceiveAsync(new byte[16], http.RequestAborted);
                break;
            case "/held":
                var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await _arrived.Writer.WriteAsync(held);
                await held.Task.WaitAsync(http.RequestAborted);
                break;
        }
    }

    /// <summary>Returns the next request that has arrived. Complete it to let it go.</summary>
    public Task<TaskCompletionSource> NextAsync() => _arrived.Reader.ReadAsync().AsTask().WaitAsync(s_patience);
}
