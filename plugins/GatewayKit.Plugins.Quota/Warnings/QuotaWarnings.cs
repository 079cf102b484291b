using System.Collections.Concurrent;

namespace GatewayKit.Plugins.Quota;

/// <summary>The warnings of one limit in one period: each subject causes one for each part of the quota.</summary>
internal sealed class QuotaWarnings
{
    private const int MaximumSubjects = 10_000;

    private readonly ConcurrentDictionary<CounterSubject, int> _reported = new();
    private readonly (long Used, int Percent)[] _levels;
    private int _count;

    /// <param name="limit">The limit.</param>
    /// <param name="warnAt">The parts in percent.</param>
    public QuotaWarnings(long limit, IEnumerable<int> warnAt)
        => _levels = [.. warnAt.Distinct().OrderDescending().Select(percent => (Used: ((limit * percent) + 99) / 100, percent))];

    /// <summary>Returns the largest part that is used, in percent; 0 if there is none.</summary>
    public int Reached(long used)
    {
        foreach (var level in _levels)
        {
            if (used >= level.Used)
                return level.Percent;
        }

        return 0;
    }

    /// <summary>Returns the largest part that was reported for a subject, in percent; 0 if there is none.</summary>
    public int ReportedOf(CounterSubject subject) => _reported.GetValueOrDefault(subject);

    /// <summary>Returns whether to report that a subject has reached a part. Of several callers at the same time, one gets true. Beyond
    /// the maximum number of subjects, further ones aren't reported.</summary>
    public bool IsDue(CounterSubject subject, int percent)
    {
        while (true)
        {
            if (!_reported.TryGetValue(subject, out var reported))
            {
                if (Volatile.Read(ref _count) >= MaximumSubjects)
                    return false;
                if (!_reported.TryAdd(subject, percent))
                    continue;

                Interlocked.Increment(ref _count);
                return true;
            }

            if (reported >= percent)
                return false;
            if (_reported.TryUpdate(subject, percent, reported))
                return true;
        }
    }
}
