using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>
/// The response's body while hooks run. A hook describes a response and doesn't write it: to write or start the response fails,
/// in the code of the hook, before a byte is sent.
/// </summary>
internal sealed class HookResponseBody(IHttpResponseBodyFeature inner) : IHttpResponseBodyFeature
{
    /// <summary>The body itself.</summary>
    public IHttpResponseBodyFeature Inner { get; } = inner;

    public Stream Stream => RefusingStream.Instance;

    public PipeWriter Writer => RefusingPipeWriter.Instance;

    public void DisableBuffering() => Inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => throw HookMisuseException.Writes();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
        => throw HookMisuseException.Writes();

    public Task CompleteAsync() => throw HookMisuseException.Writes();
}
