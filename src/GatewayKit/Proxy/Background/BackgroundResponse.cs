using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Background;

/// <summary>The head of a discarded response. It calls what waits for the start and the end of a response, as a server does.</summary>
internal sealed class BackgroundResponse : HttpResponseFeature
{
    private readonly Stack<(Func<object, Task> Callback, object State)> _starting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _completed = new();

    public override void OnStarting(Func<object, Task> callback, object state) => _starting.Push((callback, state));

    public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

    /// <summary>Calls what waits for the start, at most once.</summary>
    public async Task StartAsync()
    {
        while (_starting.TryPop(out var waiting))
            await waiting.Callback(waiting.State).ConfigureAwait(false);
    }

    /// <summary>Calls what waits for the end, also after a failure of one of them.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The others must be called, too.")]
    public async Task EndAsync()
    {
        while (_completed.TryPop(out var waiting))
        {
            try
            {
                await waiting.Callback(waiting.State).ConfigureAwait(false);
            }
            catch (Exception)
            {
            }
        }
    }
}
