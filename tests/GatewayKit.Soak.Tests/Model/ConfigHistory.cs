namespace GatewayKit.Soak.Model;

/// <summary>The configurations that may be active: an answer has to fit one that was active while its request was under way.</summary>
internal sealed class ConfigHistory
{
    private readonly Lock _lock = new();
    private readonly List<SoakConfig> _written = [];
    private int _confirmed;

    /// <summary>Notes a valid configuration, before it is written.</summary>
    public void Add(SoakConfig config)
    {
        lock (_lock)
            _written.Add(config);
    }

    /// <summary>Notes that the configuration that was written last is active.</summary>
    public void Confirm()
    {
        lock (_lock)
            _confirmed = _written.Count - 1;
    }

    /// <summary>The position from which on configurations may be active for a request that begins now.</summary>
    public int Begin()
    {
        lock (_lock)
            return _confirmed;
    }

    /// <summary>The configurations that may have been active since a request began.</summary>
    public IReadOnlyList<SoakConfig> Since(int begin)
    {
        lock (_lock)
            return _written[begin..];
    }
}
