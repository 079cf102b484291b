using System.Threading.Channels;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Runtime;

/// <summary>
/// The changes that sources of configuration and of plugins report, in their order. The watch begins before the sources are read for the
/// first time: a change that comes while the host starts waits for the reload service.
/// </summary>
internal sealed class SourceChanges(ConfigSources sources, GatewayPlugins plugins) : IDisposable
{
    private readonly Channel<SourceChange> _reported = Channel.CreateUnbounded<SourceChange>(new() { SingleReader = true });
    private IDisposable[]? _watches;

    /// <summary>The changes that weren't handled yet.</summary>
    public ChannelReader<SourceChange> Reported => _reported.Reader;

    /// <summary>Begins to watch, once.</summary>
    public void Watch() => _watches ??=
    [
        .. sources.All.Select(state => Watch(state.Source.GetChangeToken, new SourceChange(state.Source.Name, state.Source))),
        .. plugins.Sources.Select(source => Watch(source.GetChangeToken, new SourceChange("plugins", null))),
    ];

    public void Dispose()
    {
        foreach (var watch in _watches ?? [])
            watch.Dispose();
    }

    private IDisposable Watch(Func<IChangeToken> token, SourceChange change)
        => ChangeToken.OnChange(token, () => _reported.Writer.TryWrite(change));
}
