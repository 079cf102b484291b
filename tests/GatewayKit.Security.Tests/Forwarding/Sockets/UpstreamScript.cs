using System.Collections.Concurrent;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>The behavior of the upstream in an exchange, and the requests that it got.</summary>
public sealed class UpstreamScript(Func<UpstreamCall, Task> answer)
{
    private readonly ConcurrentQueue<UpstreamCall> _calls = new();

    public IReadOnlyCollection<UpstreamCall> Calls => _calls;

    public async Task AnswerAsync(UpstreamCall call)
    {
        _calls.Enqueue(call);
        try
        {
            await answer(call);
        }
        finally
        {
            call.Finish();
        }
    }
}
