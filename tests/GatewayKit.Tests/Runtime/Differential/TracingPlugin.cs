namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>Writes each of its hooks, with what its constructor received, into the trace of the request.</summary>
public abstract class TracingPlugin : IRequestHook, IResponseHook, IAsyncDisposable
{
    /// <summary>The key of the trace among the items of the request, and the header of the response with it.</summary>
    public const string Key = "X-Trace";

    private readonly Instances _instances;
    private readonly string _received;

    protected TracingPlugin(Instances instances, string received)
    {
        (_instances, _received) = (instances, received);
        instances.Create(this);
    }

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        Write(context, "request");
        return HookResult.Continue;
    }

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        Write(context, "response");
        return HookResult.Continue;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _instances.Dispose(this);
        return default;
    }

    public override string ToString() => _received;

    protected void Write(GatewayContext context, string hook)
    {
        _instances.Use(this);
        ((List<string>)context.Http.Items[Key]!).Add($"{_received} {hook}");
    }
}
