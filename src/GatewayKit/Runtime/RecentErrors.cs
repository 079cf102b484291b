using GatewayKit.Configuration;

namespace GatewayKit.Runtime;

/// <summary>The last rejected changes of the configuration, for operators.</summary>
internal sealed class RecentErrors(TimeProvider time)
{
    private const int MostVersions = 100;
    private const int MostErrors = 100;

    private readonly Lock _lock = new();
    private readonly List<RejectedVersion> _versions = [];
    private long _last;

    /// <summary>Gets the rejected changes, the latest first.</summary>
    public IReadOnlyList<RejectedVersion> All
    {
        get
        {
            lock (_lock)
                return [.. Enumerable.Reverse(_versions)];
        }
    }

    /// <summary>Returns whether the latest version of a source is rejected.</summary>
    public bool IsRejected(string source)
    {
        lock (_lock)
            return _versions.Exists(version => version.Source == source && version.ResolvedAt is null);
    }

    /// <summary>Adds a rejected change.</summary>
    public void Add(string source, IReadOnlyList<ConfigError> errors, int omitted = 0)
    {
        lock (_lock)
        {
            _versions.Add(new RejectedVersion(
                ++_last, source, time.GetUtcNow(), [.. errors.Take(MostErrors)], omitted + Math.Max(0, errors.Count - MostErrors)));
            if (_versions.Count > MostVersions)
                _versions.RemoveAt(0);
        }
    }

    /// <summary>Marks the changes of a source as resolved: a later version is active.</summary>
    public void Resolve(string source)
    {
        lock (_lock)
        {
            for (var i = 0; i < _versions.Count; i++)
            {
                if (_versions[i].Source == source && _versions[i].ResolvedAt is null)
                    _versions[i] = _versions[i] with { ResolvedAt = time.GetUtcNow() };
            }
        }
    }
}
