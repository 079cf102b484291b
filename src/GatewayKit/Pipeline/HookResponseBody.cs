using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Pipeline;

/// <summary>
/// The response's body while hooks run. A hook describes an answer and doesn't write it: writing, or starting the response, fails at the
/// place where the hook does it, before a byte is sent.
/// </summary>
internal sealed class HookResponseBody(IHttpResponseBodyFeature inner) : IHttpResponseBodyFeature
{
    /// <summary>The body itself.</summary>
    public IHttpResponseBodyFeature Inner { get; } = inner;

    public Stream Stream => RefusingStream.Instance;

    public PipeWriter Writer => RefusingPipeWriter.Instance;

    public void DisableBuffering() => Inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => throw HookMisuseException.Writes();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw HookMisuseException.Writes();

    public Task CompleteAsync() => throw HookMisuseException.Writes();
}
