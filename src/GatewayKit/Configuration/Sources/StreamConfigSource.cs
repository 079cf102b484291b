using GatewayKit.Configuration.Nodes;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration.Sources;

/// <summary>
/// A document that can be read only once, such as standard input or an embedded resource. It is read at the first
/// <see cref="Read"/>, isn't watched, and isn't kept for a restart.
/// </summary>
/// <param name="open">Opens the stream. The source disposes it after the read.</param>
/// <param name="name">The name in messages. The document is JSON if the name ends in <c>.json</c>, otherwise YAML.</param>
/// <param name="folder">The base folder of relative paths in the document; null for the current directory.</param>
internal sealed class StreamConfigSource(Func<Stream> open, string name, string? folder = null) : IGatewayConfigSource
{
    private readonly Lock _lock = new();
    private (byte[]? Content, string? Error)? _read;

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public GatewayConfig? Read(ConfigErrors errors)
    {
        lock (_lock)
            _read ??= ReadToEnd();
        if (_read is { Content: { } content })
            return DocumentBinder.Bind(content, name, folder ?? Directory.GetCurrentDirectory(), errors);

        errors.Add("", _read.Value.Error!, new ConfigLocation(name, 0, 0));
        return null;
    }

    /// <inheritdoc />
    public IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);

    private (byte[]?, string?) ReadToEnd()
    {
        try
        {
            using var stream = open();
            return FileContent.TryRead(stream, FileConfigSource.MaximumBytes, out var content, out var error)
                ? (content, null)
                : (null, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, $"The stream can't be read ({error.GetType().Name}).");
        }
    }
}
