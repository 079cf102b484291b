using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Store.Nodes;
using GatewayKit.Store.Revisions;
using GatewayKit.Store.Telemetry;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Store.Sources;

/// <summary>
/// The store as a source of the gateway's configuration. The watch reads the database; the gateway reads what the watch has read last. Only
/// the first read, at the start of the gateway, waits for the database.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "Without a timer or a wait handle, a CancellationTokenSource holds nothing to dispose of.")]
internal sealed class StoreConfigSource(
    StoreContents contents, EntryBinder binder, KeptRevision kept, StoreSignal signal, StoreOptions options, StoreTelemetry telemetry)
    : IGatewayConfigSource
{
    private const int FirstCommands = 3;

    private CancellationTokenSource _changed = new();
    private StoreContent? _offered;
    private volatile StoreContent? _read;
    private Offered? _last;
    private volatile NodeState _state = new(0, 0, []);

    public string Name => "store";

    /// <summary>The revisions of this node.</summary>
    public NodeState State => _state;

    /// <summary>Lets the gateway read a content.</summary>
    /// <param name="content">The content.</param>
    /// <param name="start">The timestamp at which its read began.</param>
    public void Offer(StoreContent content, long start)
    {
        if (ReferenceEquals(Interlocked.Exchange(ref _offered, content), content))
            return;

        Volatile.Write(ref _last, new Offered(content, start));

        if (!ReferenceEquals(_read, content))
            Interlocked.Exchange(ref _changed, new CancellationTokenSource()).Cancel();
    }

    /// <exception cref="StoreUnavailableException">The database doesn't answer at the start of the gateway.</exception>
    public GatewayConfig? Read(ConfigErrors errors)
    {
        // A content that was offered meanwhile is later than that of the first read, and must stay.
        var content = Volatile.Read(ref _offered);
        if (content is null)
        {
            var first = ReadFirst();
            content = Interlocked.CompareExchange(ref _offered, first, null) ?? first;
        }

        _read = content;
        _state = _state with { Latest = content.Revision };
        telemetry.Set(_state);
        return binder.Bind(content, errors);
    }

    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    public void Accepted()
    {
        if (_read is not { } content)
            return;

        SetState(new NodeState(content.Revision, content.Revision, []));
        if (Volatile.Read(ref _last) is { } last && ReferenceEquals(last.Content, content)
            && Interlocked.CompareExchange(ref _last, null, last) == last)
            telemetry.Refreshed(last.Start);
        kept.Write(content);
    }

    public void Rejected(IReadOnlyList<ConfigError> errors)
        => SetState(_state with { Errors = [.. errors.Select(error => error.ToString())] });

    public GatewayConfig? ReadLastGood()
    {
        if (kept.Read() is not { } content)
            return null;

        var errors = new ConfigErrors();
        var config = binder.Bind(content, errors);
        if (errors.Count > 0)
            return null;

        SetState(_state with { Running = content.Revision });
        return config;
    }

    private void SetState(NodeState state)
    {
        _state = state;
        telemetry.Set(state);
        signal.Wake();
    }

    private StoreContent ReadFirst()
    {
        // The tables are created or updated first; each command has its own timeout.
        using var timeout = new CancellationTokenSource(options.Timeout * FirstCommands);
        try
        {
            var content = Task.Run(() => contents.ReadLatestAsync(timeout.Token)).GetAwaiter().GetResult();
            telemetry.Read();
            return content;
        }
        catch (OperationCanceledException error)
        {
            throw new StoreUnavailableException("The database doesn't answer in time.", error);
        }
    }

    /// <summary>A content that the gateway may read.</summary>
    private sealed record Offered(StoreContent Content, long Start);
}
