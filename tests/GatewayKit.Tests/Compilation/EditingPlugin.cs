namespace GatewayKit.Tests.Compilation;

/// <summary>Adds a header to upstream requests, if its options allow it.</summary>
[GatewayPlugin<EditingOptions>("editing", PluginStage.Traffic)]
public sealed class EditingPlugin(EditingOptions options, EditingCalls calls) : IUpstreamRequestHook, IDisposable
{
    public bool EditsUpstreamRequest
    {
        get
        {
            calls.AddRead();
            return options.Throws ? throw new NotSupportedException("no license") : options.Edits;
        }
    }

    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        request.Headers.Add("X-Edited", "yes");
        return default;
    }

    public void Dispose() => calls.AddDisposed();
}
